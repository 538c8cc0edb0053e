import { expect } from 'chai';
import type { IntegrationHealthQueries } from '../../../src/application/integrations/ports/integration-health-queries.js';
import type { Integration } from '../../../src/domain/integrations/integration.js';
import type { WatchedDriver } from '../../support/doubles/integrations/in-memory-integration-health.js';
import { addIntegration, useIntegrations } from './open-integrations.js';
import type { OpenIntegrations } from './open-integrations.js';

export interface OpenIntegrationHealth extends OpenIntegrations {
  readonly health: IntegrationHealthQueries;
  addDriver(driver: WatchedDriver): Promise<void>;
  /** At most one that is not over. */
  addIncident(integration: Integration, over: boolean): Promise<void>;
}

/** What every `IntegrationHealthQueries` promises. */
export function describeIntegrationHealthQueries(name: string, open: () => Promise<OpenIntegrationHealth>): void {
  describe(`IntegrationHealthQueries: ${name}`, () => {
    let health: OpenIntegrationHealth;
    let integration: Integration;
    const opened = useIntegrations(async () => {
      health = await open();
      return health;
    });

    beforeEach(async () => {
      integration = await addIntegration(opened());
    });

    const add = (ageSeconds: number | undefined, fields: Partial<WatchedDriver> = {}): Promise<void> =>
      health.addDriver({ tenantId: integration.tenantId, integrationId: integration.id, ageSeconds, isActive: true, overridden: false, ...fields });
    const freshness = (of = integration): ReturnType<IntegrationHealthQueries['freshness']> => health.health.freshness(of.tenantId, of.id, 3600);

    it('knows no age and 0 stale drivers of an empty fleet', async () => {
      expect(await freshness()).to.deep.equal({ oldestDriverAgeSeconds: undefined, staleDrivers: 0 });
    });

    it('tells the oldest driver\'s age and counts those over 3600 s', async () => {
      for (const age of [10, 3000, 4000, 7200]) await add(age);
      const { oldestDriverAgeSeconds, staleDrivers } = await freshness();
      expect(oldestDriverAgeSeconds).to.be.closeTo(7200, 30);
      expect(staleDrivers).to.equal(2);
    });

    it('a driver whose hours were never received is stale, without an age', async () => {
      await add(undefined);
      expect(await freshness()).to.deep.equal({ oldestDriverAgeSeconds: undefined, staleDrivers: 1 });
    });

    it('inactive and overridden drivers do not count', async () => {
      await add(100);
      await add(9000, { isActive: false });
      await add(9000, { overridden: true });
      await add(undefined, { overridden: true });
      const { oldestDriverAgeSeconds, staleDrivers } = await freshness();
      expect(oldestDriverAgeSeconds).to.be.closeTo(100, 30);
      expect(staleDrivers).to.equal(0);
    });

    it('counts incidents that are not over, of this integration and tenant alone', async () => {
      const other = await addIntegration(opened(), { tenantId: integration.tenantId, vendor: 'OTHER_ELD' });
      expect(await health.health.openIncidents(integration.tenantId, integration.id)).to.equal(0);
      for (const over of [true, true, false]) await health.addIncident(integration, over);
      expect(await health.health.openIncidents(integration.tenantId, integration.id)).to.equal(1);
      expect(await health.health.openIncidents(other.tenantId, other.id)).to.equal(0);
      expect(await health.health.openIncidents(await opened().tenant(), integration.id)).to.equal(0);
    });

    it('drivers of other integrations and tenants do not count', async () => {
      const other = await addIntegration(opened(), { tenantId: integration.tenantId, vendor: 'OTHER_ELD' });
      await add(9000, { integrationId: other.id });
      expect((await freshness()).staleDrivers).to.equal(0);
      expect((await freshness({ ...other, tenantId: await opened().tenant() })).staleDrivers).to.equal(0);
      expect((await freshness(other)).staleDrivers).to.equal(1);
    });
  });
}
