import type { Integration } from '../../domain/integrations/integration.js';
import { mask } from '../../domain/integrations/masking.js';
import type { VendorDescription } from '../../domain/integrations/vendor-description.js';
import { webhookPathOf } from '../../domain/integrations/webhook-address.js';
import type { StoredCredential } from './ports/credential-store.js';

/** An integration as people may see it: secret credentials are masked. */
export interface IntegrationView {
  readonly integration: Integration;
  readonly credentials: Readonly<Record<string, string>>;
  /** Path at which its vendor may push events; undefined when the vendor pushes none. */
  readonly webhookPath: string | undefined;
}

/** Fields of type `password` are masked; an unreadable value shows as bullets. */
export function viewIntegration(
  integration: Integration,
  stored: Readonly<Record<string, StoredCredential>>,
  vendor: VendorDescription | undefined,
): IntegrationView {
  const open = new Set(vendor?.credentialFields.filter(({ type }) => type !== 'password').map(({ name }) => name));
  const credentials = Object.entries(stored).map(([field, value]): [string, string] => {
    if (value === 'unreadable') return [field, mask('')];
    return [field, open.has(field) ? value.reveal() : mask(value.reveal())];
  });
  return { integration, credentials: Object.fromEntries(credentials), webhookPath: webhookPathOf(vendor, integration.id) };
}
