import { expect } from 'chai';
import type { SyncTargets } from '../../../src/application/sync-history/ports/sync-targets.js';
import { IntegrationDisabledError, IntegrationNotFoundError } from '../../../src/domain/integrations/errors.js';
import type { TenantId } from '../../../src/domain/shared/identifiers.js';
import { SyncNotSupportedError } from '../../../src/domain/sync-history/errors.js';
import { rejectionOf } from '../../support/rejection.js';
import type { OnFleet } from '../fleet-data/given-fleet.js';

export interface OpenSyncTargets extends OnFleet {
  readonly targets: SyncTargets;
}

/** What every `SyncTargets` promises. */
export function describeSyncTargets(name: string, open: () => Promise<OpenSyncTargets>): void {
  describe(`SyncTargets: ${name}`, () => {
    let fleet: OpenSyncTargets;
    let tenantId: TenantId;

    beforeEach(async () => {
      fleet = await open();
      tenantId = await fleet.given.tenant();
    });

    afterEach(() => fleet.close());

    for (const [integrationType, syncType] of [['HOS_ELD', 'hos'], ['TMS', 'loads']] as const) {
      it(`reads ${syncType} from an integration of type ${integrationType}`, async () => {
        const id = await fleet.given.integration(tenantId, { integrationType });
        expect(await fleet.targets.get(tenantId, id)).to.equal(syncType);
      });
    }

    for (const integrationType of ['FUEL_PRICE', 'WEATHER', 'ASSET_MANAGEMENT'] as const) {
      it(`refuses ${integrationType}: nothing of it is synced, enabled or not`, async () => {
        for (const enabled of [true, false]) {
          const id = await fleet.given.integration(tenantId, { integrationType, enabled });
          expect(await rejectionOf(fleet.targets.get(tenantId, id))).to.be.instanceOf(SyncNotSupportedError);
          await fleet.targets.requireKnown(tenantId, id);
        }
      });
    }

    it('refuses a disabled one, whose history stays known', async () => {
      const id = await fleet.given.integration(tenantId, { enabled: false });
      expect(await rejectionOf(fleet.targets.get(tenantId, id))).to.be.instanceOf(IntegrationDisabledError);
      await fleet.targets.requireKnown(tenantId, id);
    });

    it('does not find a deleted one, whose history stays known', async () => {
      const id = await fleet.given.integration(tenantId);
      await fleet.given.deleteIntegration(tenantId, id);
      expect(await rejectionOf(fleet.targets.get(tenantId, id))).to.be.instanceOf(IntegrationNotFoundError);
      await fleet.targets.requireKnown(tenantId, id);
    });

    it('knows nothing of another tenant’s', async () => {
      const id = await fleet.given.integration(await fleet.given.tenant());
      expect(await rejectionOf(fleet.targets.get(tenantId, id))).to.be.instanceOf(IntegrationNotFoundError);
      expect(await rejectionOf(fleet.targets.requireKnown(tenantId, id))).to.be.instanceOf(IntegrationNotFoundError);
    });
  });
}
