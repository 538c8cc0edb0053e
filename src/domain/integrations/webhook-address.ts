import type { IntegrationId } from '../shared/identifiers.js';
import type { VendorDescription } from './vendor-description.js';

/** The credential field that holds what a vendor signs its webhooks with. A vendor that pushes events has it, no other does. */
export const WEBHOOK_SECRET = 'webhookSecret';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Where a vendor sends the events of one integration: a path of this service; undefined when the vendor pushes none. */
export function webhookPathOf(vendor: VendorDescription | undefined, integrationId: IntegrationId): string | undefined {
  const pushes = vendor?.credentialFields.some(({ name }) => name === WEBHOOK_SECRET) ?? false;
  return pushes ? `/webhooks/${vendor?.id ?? ''}/${integrationId}` : undefined;
}

/** Whether a part of a path can be the id of an integration. */
export function isIntegrationId(text: string): text is IntegrationId {
  return UUID.test(text);
}
