import { expect } from 'chai';
import type { WebhookAddresses } from '../../../src/application/integrations/ports/webhook-addresses.js';
import { toIntegrationId } from '../../../src/domain/shared/identifiers.js';
import type { TenantId } from '../../../src/domain/shared/identifiers.js';
import { addIntegration, useIntegrations } from './open-integrations.js';
import type { OpenIntegrations } from './open-integrations.js';

export interface OpenWebhookAddresses extends OpenIntegrations {
  readonly addresses: WebhookAddresses;
  deactivate(tenantId: TenantId): Promise<void>;
}

/** What every `WebhookAddresses` promises. */
export function describeWebhookAddresses(name: string, open: () => Promise<OpenWebhookAddresses>): void {
  describe(`WebhookAddresses: ${name}`, () => {
    let latest: OpenWebhookAddresses;
    useIntegrations(async () => (latest = await open()));

    it('finds the integrations of 2 tenants by id alone, each with its tenant and vendor', async () => {
      for (const { id, tenantId, vendor } of [await addIntegration(latest), await addIntegration(latest, { vendor: 'OTHER_ELD' })]) {
        expect(await latest.addresses.find(id)).to.deep.equal({ tenantId, vendor });
      }
    });

    it('finds nothing under an unknown id', async () => {
      expect(await latest.addresses.find(toIntegrationId('00000000-0000-0000-0000-000000000000'))).to.equal(undefined);
    });

    it('finds no disabled integration, none that was deleted, and none of an inactive tenant', async () => {
      const disabled = await addIntegration(latest, { enabled: false });
      const deleted = await addIntegration(latest);
      await latest.repositories.integrations.remove(deleted.tenantId, deleted.id);
      const orphan = await addIntegration(latest);
      expect(await latest.addresses.find(orphan.id)).to.not.equal(undefined);
      await latest.deactivate(orphan.tenantId);
      for (const { id } of [disabled, deleted, orphan]) expect(await latest.addresses.find(id)).to.equal(undefined);
    });
  });
}
