import { expect } from 'chai';
import type { LoadFilter } from '../../../src/application/fleet-data/ports/load-queries.js';
import { toLoadId } from '../../../src/domain/shared/identifiers.js';
import type { IntegrationId, TenantId } from '../../../src/domain/shared/identifiers.js';
import { assignedLoad } from './load-examples.js';
import type { OpenLoadStore } from './load-store.contract.js';

const NOW = new Date('2026-03-02T08:00:00.000Z');
const at = (time: string): { readonly at: Date } => ({ at: new Date(`2026-03-0${time}:00:00.000Z`) });

/** What every `LoadQueries` promises. */
export function describeLoadQueries(name: string, open: () => Promise<OpenLoadStore>): void {
  describe(`LoadQueries: ${name}`, () => {
    let fleet: OpenLoadStore;
    let tenantId: TenantId;
    let integrationId: IntegrationId;

    beforeEach(async () => {
      fleet = await open();
      tenantId = await fleet.given.tenant();
      integrationId = await fleet.given.integration(tenantId, { vendor: 'TRUCKBASE_TMS', integrationType: 'TMS' });
      const loads = [
        assignedLoad('NOT-SAID', NOW, { pickupAppointment: undefined }),
        assignedLoad('LOCAL', NOW, { pickupAppointment: { local: '2026-03-01T01:00:00' } }),
        assignedLoad('SECOND-B', NOW, { pickupAppointment: at('2T09') }),
        assignedLoad('SECOND-A', NOW, { pickupAppointment: at('2T09') }),
        assignedLoad('FIRST', NOW, { pickupAppointment: at('1T09'), status: 'UNKNOWN', statusRaw: 'weird' }),
        assignedLoad('DONE', NOW, { pickupAppointment: at('1T08'), status: 'DELIVERED' }),
        assignedLoad('OFF', NOW, { pickupAppointment: at('3T08'), status: 'CANCELLED' }),
        assignedLoad('GONE', NOW, { pickupAppointment: at('4T08') }),
      ];
      await fleet.loadStore.save({ tenantId, integrationId, dataSource: 'truckbase_tms', loads });
      await fleet.loadStore.markGone({ tenantId, integrationId }, ['GONE'], NOW);
    });

    afterEach(() => fleet.close());

    const idsOf = async (filter: LoadFilter, limit = 50, offset = 0): Promise<readonly string[]> =>
      (await fleet.loadQueries.list(tenantId, filter, { limit, offset })).items.map(({ loadId }) => loadId);

    it('lists active loads by pickup appointment, then id, those without a known moment last', async () => {
      expect(await idsOf('active')).to.deep.equal(['FIRST', 'SECOND-A', 'SECOND-B', 'LOCAL', 'NOT-SAID']);
    });

    it('lists all loads, finished and gone ones too', async () => {
      expect(await idsOf('all')).to.deep.equal(['DONE', 'FIRST', 'SECOND-A', 'SECOND-B', 'OFF', 'GONE', 'LOCAL', 'NOT-SAID']);
    });

    it('gives the asked part and the whole length', async () => {
      expect(await idsOf('active', 2, 1)).to.deep.equal(['SECOND-A', 'SECOND-B']);
      expect((await fleet.loadQueries.list(tenantId, 'active', { limit: 2, offset: 1 })).total).to.equal(5);
      expect(await fleet.loadQueries.list(tenantId, 'all', { limit: 1, offset: 100 })).to.deep.equal({ items: [], total: 8 });
    });

    it('finds a load by its id', async () => {
      expect(await fleet.loadQueries.find(tenantId, toLoadId('FIRST'))).to.include({ externalLoadId: 'FIRST', status: 'UNKNOWN', statusRaw: 'weird' });
      expect(await fleet.loadQueries.find(tenantId, toLoadId('first'))).to.equal(undefined);
    });

    it('shows no tenant what is another’s', async () => {
      await fleet.loadStore.noteListRead({ tenantId, integrationId }, NOW);
      const stranger = await fleet.given.tenant();
      expect(await fleet.loadQueries.find(stranger, toLoadId('FIRST'))).to.equal(undefined);
      expect(await fleet.loadQueries.list(stranger, 'all', { limit: 50, offset: 0 })).to.deep.equal({ items: [], total: 0 });
      expect((await fleet.loadQueries.listReadTimes(stranger)).size).to.equal(0);
    });
  });
}
