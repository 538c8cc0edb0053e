import { expect } from 'chai';
import type { HosSources } from '../../../src/application/hours-of-service/ports/hos-sources.js';
import type { IntegrationId, TenantId } from '../../../src/domain/shared/identifiers.js';
import type { OnFleet } from '../fleet-data/given-fleet.js';
import { expectVendorError } from '../vendor-error.js';

export interface OpenHosSources extends OnFleet {
  readonly sources: HosSources;
  /** Stores credentials for an integration. */
  connect(tenantId: TenantId, id: IntegrationId): Promise<void>;
  /** From now on no key opens what is stored. */
  loseKeys(tenantId: TenantId, id: IntegrationId): Promise<void>;
}

/** What every `HosSources` promises. Opening asks the vendor nothing. */
export function describeHosSources(name: string, open: () => Promise<OpenHosSources>): void {
  describe(`HosSources: ${name}`, () => {
    let fleet: OpenHosSources;
    let tenantId: TenantId;

    beforeEach(async () => {
      fleet = await open();
      tenantId = await fleet.given.tenant();
    });

    afterEach(() => fleet.close());

    async function connected(enabled = true): Promise<IntegrationId> {
      const id = await fleet.given.integration(tenantId, { enabled });
      await fleet.connect(tenantId, id);
      return id;
    }

    it('opens an enabled integration and names its source', async () => {
      const opened = await fleet.sources.open(tenantId, await connected(), 'user');
      expect(opened.dataSource).to.equal('samsara_eld');
      for (const method of ['roster', 'clocks', 'clocksOf']) expect(opened.source).to.respondTo(method);
    });

    it('throws VendorError credentials when the stored credentials cannot be read', async () => {
      const id = await connected();
      await fleet.loseKeys(tenantId, id);
      const error = await expectVendorError('credentials', () => fleet.sources.open(tenantId, id, 'user'));
      expect(error.message).to.match(/enter them again/i);
    });

    it('throws VendorError rejected when the integration is switched off', async () => {
      const id = await connected(false);
      await expectVendorError('rejected', () => fleet.sources.open(tenantId, id, 'user'));
    });

    it('throws VendorError rejected when the integration was deleted or is another tenant’s', async () => {
      const [mine, deleted] = [await connected(), await connected(false)];
      await fleet.given.deleteIntegration(tenantId, deleted);
      const foreign = await fleet.given.tenant();
      await expectVendorError('rejected', () => fleet.sources.open(tenantId, deleted, 'user'));
      await expectVendorError('rejected', () => fleet.sources.open(foreign, mine, 'user'));
    });
  });
}
