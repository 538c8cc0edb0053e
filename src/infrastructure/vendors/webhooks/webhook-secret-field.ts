import type { VendorField } from '../../../domain/integrations/vendor-description.js';

/** The secret that a vendor's webhooks are signed with. A connection works without one. */
export function webhookSecretField(helpText: string, placeholder: string): VendorField {
  return { name: 'webhookSecret', label: 'Webhook secret', type: 'password', required: false, helpText, placeholder };
}
