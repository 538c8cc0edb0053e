import { expect } from 'chai';
import type { IntegrationId, TenantId } from '../../../src/domain/shared/identifiers.js';
import { someIncident } from '../../support/doubles/alerts/some-incident.js';
import { rejectionOf } from '../../support/rejection.js';
import { useAlerts } from './open-alerts.js';
import type { OpensAlerts } from './open-alerts.js';

const at = (minute: number): Date => new Date(Date.UTC(2026, 2, 2, 9, minute));

/** What every `IncidentRepository` promises. */
export function describeIncidentRepository(name: string, open: OpensAlerts): void {
  describe(`IncidentRepository: ${name}`, () => {
    const opened = useAlerts(open);
    let tenantId: TenantId;
    let integrationId: IntegrationId;

    beforeEach(async () => {
      tenantId = await opened().tenant();
      integrationId = await opened().integration(tenantId);
    });

    it('gives back every field of what was saved, set or not', async () => {
      const { incidents } = opened().repositories;
      const bare = someIncident(tenantId, integrationId);
      await incidents.save(bare);
      expect(await incidents.find(tenantId, bare.id)).to.deep.equal(bare);
      const full = { ...bare, kind: 'stale-data', severity: 'WARNING', staleDrivers: 7, resolvedAt: at(5), silent: true, acknowledgedAt: at(3), acknowledgedBy: 'Ann' } as const;
      await incidents.save(full);
      expect(await incidents.find(tenantId, bare.id)).to.deep.equal(full);
    });

    it('finds the open one, and of 3 that are over the one that ended last', async () => {
      const { incidents } = opened().repositories;
      expect(await incidents.findOpen(tenantId, integrationId)).to.equal(undefined);
      expect(await incidents.findLast(tenantId, integrationId)).to.equal(undefined);
      for (const minute of [10, 30, 20]) await incidents.save(someIncident(tenantId, integrationId, { resolvedAt: at(minute) }));
      const now = someIncident(tenantId, integrationId);
      await incidents.save(now);
      expect(await incidents.findOpen(tenantId, integrationId)).to.deep.equal(now);
      expect((await incidents.findLast(tenantId, integrationId))?.resolvedAt).to.deep.equal(at(30));
    });

    it('refuses a second open one of an integration', async () => {
      const { incidents } = opened().repositories;
      await incidents.save(someIncident(tenantId, integrationId));
      await rejectionOf(incidents.save(someIncident(tenantId, integrationId)));
    });

    it('shows nothing to another tenant or of another integration', async () => {
      const { incidents } = opened().repositories;
      const mine = someIncident(tenantId, integrationId);
      await incidents.save(mine);
      const other = await opened().tenant();
      expect(await incidents.find(other, mine.id)).to.equal(undefined);
      expect(await incidents.findOpen(other, integrationId)).to.equal(undefined);
      expect(await incidents.findOpen(tenantId, await opened().integration(tenantId, { enabled: false }))).to.equal(undefined);
    });

    it('of 10 that look for an open one and add it at once, exactly 1 adds it', async () => {
      const added = await Promise.all(Array.from({ length: 10 }, () => opened().work.run(tenantId, async ({ incidents }) => {
        if ((await incidents.findOpen(tenantId, integrationId)) !== undefined) return 0;
        await incidents.save(someIncident(tenantId, integrationId));
        return 1;
      })));
      expect(added.filter((one) => one === 1)).to.have.length(1);
    });

    it('takes back what a failed unit of work saved', async () => {
      const failed = opened().work.run(tenantId, async ({ incidents }) => {
        await incidents.save(someIncident(tenantId, integrationId));
        throw new Error('too late');
      });
      await rejectionOf(failed);
      expect(await opened().repositories.incidents.findOpen(tenantId, integrationId)).to.equal(undefined);
    });
  });
}
