import { expect } from 'chai';
import { CLOSED_CIRCUIT } from '../../../src/domain/integrations/circuit.js';
import { failTimes } from './circuit-store.contract.js';
import type { OpenCircuits } from './circuit-store.contract.js';
import { addIntegration, useIntegrations } from './open-integrations.js';

const ALL = { limit: 200, offset: 0 };

/** What every `CircuitQueries` promises. */
export function describeCircuitQueries(name: string, open: () => Promise<OpenCircuits>): void {
  describe(`CircuitQueries: ${name}`, () => {
    let circuits: OpenCircuits;
    const opened = useIntegrations(async () => (circuits = await open()));

    it('a circuit nothing ever passed is closed', async () => {
      const { tenantId, id } = await addIntegration(opened());
      expect(await circuits.queries.get({ tenantId, integrationId: id })).to.deep.equal(CLOSED_CIRCUIT);
    });

    it('shows nothing of it to another tenant', async () => {
      const { tenantId, id: integrationId } = await addIntegration(opened());
      await failTimes(circuits.circuits, { tenantId, integrationId }, 5);
      const other = await opened().tenant();
      expect(await circuits.queries.get({ tenantId: other, integrationId })).to.deep.equal(CLOSED_CIRCUIT);
      expect(await circuits.queries.list(other, ALL)).to.deep.equal({ items: [], total: 0 });
    });

    it('lists 3 circuits of a tenant, the oldest integration first, in pages; of all tenants without one', async () => {
      const tenantId = await opened().tenant();
      const ids = [];
      for (const day of [1, 2, 3]) {
        const createdAt = new Date(Date.UTC(2026, 0, day));
        const { id } = await addIntegration(opened(), { tenantId, vendor: `ELD_${day}`, createdAt });
        await failTimes(circuits.circuits, { tenantId, integrationId: id }, day);
        ids.push(id);
      }
      const foreign = await addIntegration(opened());
      await failTimes(circuits.circuits, { tenantId: foreign.tenantId, integrationId: foreign.id }, 5);
      const mine = await circuits.queries.list(tenantId, ALL);
      expect(mine.items.map(({ integrationId, vendor, circuit }) => [integrationId, vendor, circuit.totalFailures])).to.deep.equal(ids.map((id, index) => [id, `ELD_${index + 1}`, index + 1]));
      const second = await circuits.queries.list(tenantId, { limit: 1, offset: 1 });
      expect([second.items.map(({ integrationId }) => integrationId), second.total]).to.deep.equal([[ids[1]], 3]);
      const all = await circuits.queries.list(undefined, ALL);
      expect(all.items.map(({ integrationId }) => integrationId)).to.include.members([...ids, foreign.id]);
      expect(all.items.find(({ integrationId }) => integrationId === foreign.id)).to.include({ tenantId: foreign.tenantId });
    });

    it('leaves out a deleted integration', async () => {
      const { tenantId, id } = await addIntegration(opened());
      await failTimes(circuits.circuits, { tenantId, integrationId: id }, 1);
      await opened().repositories.integrations.remove(tenantId, id);
      expect(await circuits.queries.list(tenantId, ALL)).to.deep.equal({ items: [], total: 0 });
    });
  });
}
