import { expect } from 'chai';
import type { DriverLinks } from '../../../src/application/fleet-data/ports/driver-links.js';
import { IntegrationNotFoundError } from '../../../src/domain/integrations/errors.js';
import type { IntegrationId, TenantId } from '../../../src/domain/shared/identifiers.js';
import { rejectionOf } from '../../support/rejection.js';
import type { OnFleet } from './given-fleet.js';

export interface OpenDriverLinks extends OnFleet {
  readonly driverLinks: DriverLinks;
}

/** What every `DriverLinks` promises. */
export function describeDriverLinks(name: string, open: () => Promise<OpenDriverLinks>): void {
  describe(`DriverLinks: ${name}`, () => {
    let fleet: OpenDriverLinks;
    let tenantId: TenantId;

    beforeEach(async () => {
      fleet = await open();
      tenantId = await fleet.given.tenant();
    });

    afterEach(() => fleet.close());

    const check = (integrationId: IntegrationId): Promise<void> =>
      fleet.driverLinks.check(tenantId, { integrationId, externalDriverId: '77' });

    it('takes an HOS integration of the tenant, also a disabled one', async () => {
      await check(await fleet.given.integration(tenantId));
      await check(await fleet.given.integration(tenantId, { enabled: false }));
    });

    it('refuses an integration of another type', async () => {
      const tms = await fleet.given.integration(tenantId, { vendor: 'TRUCKBASE_TMS', integrationType: 'TMS' });
      expect(await rejectionOf(check(tms))).to.be.instanceOf(IntegrationNotFoundError);
    });

    it('refuses a deleted one and another tenant’s', async () => {
      const deleted = await fleet.given.integration(tenantId);
      await fleet.given.deleteIntegration(tenantId, deleted);
      expect(await rejectionOf(check(deleted))).to.be.instanceOf(IntegrationNotFoundError);
      const foreign = await fleet.given.integration(await fleet.given.tenant());
      expect(await rejectionOf(check(foreign))).to.be.instanceOf(IntegrationNotFoundError);
    });
  });
}
