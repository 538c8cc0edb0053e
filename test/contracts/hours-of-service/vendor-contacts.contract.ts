import { expect } from 'chai';
import type { VendorContacts } from '../../../src/application/shared/vendor-contacts.js';
import type { IntegrationId, TenantId } from '../../../src/domain/shared/identifiers.js';
import { VendorError } from '../../../src/domain/shared/vendor-error.js';
import type { KeptIntegration, OnFleet } from '../fleet-data/given-fleet.js';

export interface OpenVendorContacts extends OnFleet {
  readonly contacts: VendorContacts;
}

const AWAY = new VendorError({ kind: 'unavailable', vendor: 'SAMSARA_ELD', operation: 'hos.clocks', detail: 'Samsara cannot be reached.' });
const NEVER = { lastSyncAt: undefined, lastSuccessAt: undefined, lastErrorAt: undefined, lastErrorMessage: undefined };

/** What every `VendorContacts` promises. */
export function describeVendorContacts(name: string, open: () => Promise<OpenVendorContacts>): void {
  describe(`VendorContacts: ${name}`, () => {
    let fleet: OpenVendorContacts;
    let tenantId: TenantId;
    let id: IntegrationId;

    beforeEach(async () => {
      fleet = await open();
      tenantId = await fleet.given.tenant();
      id = await fleet.given.integration(tenantId);
    });

    afterEach(() => fleet.close());

    const kept = (): Promise<KeptIntegration> => fleet.given.keptIntegration(tenantId, id);

    it('remembers a success, which is no sync', async () => {
      await fleet.contacts.succeeded(tenantId, id);
      const { condition, lastSuccessAt, lastSyncAt } = await kept();
      expect({ condition, lastSyncAt }).to.deep.equal({ condition: 'reached', lastSyncAt: undefined });
      expect(lastSuccessAt?.getTime()).to.be.closeTo(fleet.given.now().getTime(), 5_000);
    });

    it('remembers a failure with its safe text', async () => {
      await fleet.contacts.failed(tenantId, id, AWAY);
      const { condition, lastErrorAt, lastErrorMessage } = await kept();
      expect({ condition, lastErrorMessage }).to.deep.equal({ condition: 'failing', lastErrorMessage: AWAY.message });
      expect(lastErrorAt?.getTime()).to.be.closeTo(fleet.given.now().getTime(), 5_000);
    });

    it('keeps the last failure after a success', async () => {
      await fleet.contacts.failed(tenantId, id, AWAY);
      await fleet.contacts.succeeded(tenantId, id);
      expect(await kept()).to.include({ condition: 'reached', lastErrorMessage: AWAY.message });
    });

    it('touches no other tenant’s integration', async () => {
      const foreign = await fleet.given.tenant();
      await fleet.contacts.failed(foreign, id, AWAY);
      await fleet.contacts.succeeded(foreign, id);
      expect(await kept()).to.include({ condition: 'unreached', ...NEVER });
    });
  });
}
