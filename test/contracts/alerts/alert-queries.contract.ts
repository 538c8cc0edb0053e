import { expect } from 'chai';
import type { StaleFleet } from '../../../src/application/alerts/ports/alert-queries.js';
import type { Incident } from '../../../src/domain/alerts/incident.js';
import type { IntegrationId, TenantId } from '../../../src/domain/shared/identifiers.js';
import { someIncident } from '../../support/doubles/alerts/some-incident.js';
import { givenAlert } from '../../support/given-alert.js';
import { someEntry, useAlerts } from './open-alerts.js';
import type { OpensAlerts } from './open-alerts.js';

const at = (hour: number): Date => new Date(Date.UTC(2026, 2, 2, hour));
const ALL = { limit: 50, offset: 0 };

/** What every `AlertQueries` promises. */
export function describeAlertQueries(name: string, open: OpensAlerts): void {
  describe(`AlertQueries: ${name}`, () => {
    const opened = useAlerts(open);
    let tenantId: TenantId;
    let integrationId: IntegrationId;

    beforeEach(async () => {
      tenantId = await opened().tenant();
      integrationId = await opened().integration(tenantId);
    });

    const saved = async (fields: Partial<Incident>, of = integrationId): Promise<Incident> => {
      const incident = someIncident(tenantId, of, fields);
      await opened().repositories.incidents.save(incident);
      return incident;
    };
    const stale = async (): Promise<readonly StaleFleet[]> => (await opened().queries.staleFleets(3600)).filter((fleet) => fleet.tenantId === tenantId);

    it('lists newest first, each in one of 3 states, in pages with the total', async () => {
      const over = await saved({ openedAt: at(1), resolvedAt: at(2), acknowledgedAt: at(1), acknowledgedBy: 'Ann' });
      const seen = await saved({ openedAt: at(3), acknowledgedAt: at(4), acknowledgedBy: 'Ann' });
      const fresh = await saved({ openedAt: at(5) }, await opened().integration(tenantId, { enabled: false }));
      const { queries } = opened();
      expect(await queries.list(tenantId, undefined, ALL)).to.deep.equal({ items: [fresh, seen, over], total: 3 });
      expect(await queries.list(tenantId, undefined, { limit: 1, offset: 1 })).to.deep.equal({ items: [seen], total: 3 });
      for (const [status, incident] of [['open', fresh], ['acknowledged', seen], ['resolved', over]] as const) {
        expect(await queries.list(tenantId, status, ALL), status).to.deep.equal({ items: [incident], total: 1 });
      }
      expect(await queries.list(await opened().tenant(), undefined, ALL)).to.deep.equal({ items: [], total: 0 });
    });

    it('tells what became of each message of an incident, in the order they were written', async () => {
      const { id: incidentId } = await saved({});
      const first = someEntry(tenantId, { incidentId });
      const second = someEntry(tenantId, { incidentId, recipient: { channel: 'slack' }, message: givenAlert({ occasion: 'reminder' }) });
      await opened().repositories.outbox.enqueue([first, second, someEntry(tenantId)]);
      const leased = (await opened().queue.lease(1000)).filter(({ id }) => id === first.id || id === second.id);
      expect(leased).to.have.length(2);
      for (const entry of leased) {
        const failed = { status: 'failed', reason: 'Slack said no' } as const;
        await opened().queue.settle(entry, entry.id === first.id ? { status: 'sent' } : failed);
      }
      const [sent, failed, ...more] = await opened().queries.deliveries(tenantId, incidentId);
      expect(sent).to.include({ id: first.id, occasion: 'opened', channel: 'email', recipient: 'ann@example.com', status: 'sent', attempts: 1, lastError: undefined, nextAttemptAt: undefined });
      expect(sent?.sentAt).to.be.instanceOf(Date);
      expect(failed).to.deep.equal({ id: second.id, occasion: 'reminder', channel: 'slack', recipient: undefined, status: 'failed', attempts: 1, lastError: 'Slack said no', nextAttemptAt: undefined, sentAt: undefined });
      expect(more).to.deep.equal([]);
      expect(await opened().queries.deliveries(await opened().tenant(), incidentId)).to.deep.equal([]);
    });

    it('counts active, not overridden drivers whose hours are older than 3600 s', async () => {
      expect(await stale()).to.deep.equal([]);
      for (const ageSeconds of [10, 3500, 3700, 9000]) await opened().driver(tenantId, integrationId, { ageSeconds });
      await opened().driver(tenantId, integrationId, { ageSeconds: 9000, isActive: false });
      await opened().driver(tenantId, integrationId, { ageSeconds: 9000, overridden: true });
      expect(await stale()).to.deep.equal([{ tenantId, integrationId, staleDrivers: 2 }]);
    });

    it('names a fleet of 0 stale drivers while an incident is open, and not afterwards', async () => {
      const incident = await saved({});
      expect(await stale()).to.deep.equal([{ tenantId, integrationId, staleDrivers: 0 }]);
      await opened().repositories.incidents.save({ ...incident, resolvedAt: at(9) });
      expect(await stale()).to.deep.equal([]);
    });

    it('leaves out integrations that are disabled, deleted or give no hours', async () => {
      for (const fields of [{ enabled: false }, { type: 'TMS' }]) {
        await opened().driver(tenantId, await opened().integration(tenantId, fields), { ageSeconds: 9000 });
      }
      await opened().driver(tenantId, integrationId, { ageSeconds: 9000 });
      await opened().removeIntegration(tenantId, integrationId);
      expect(await stale()).to.deep.equal([]);
    });
  });
}
