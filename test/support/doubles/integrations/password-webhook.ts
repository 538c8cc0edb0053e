import type { VendorWebhook, VendorWebhooks, WebhookDelivery } from '../../../../src/application/integrations/ports/vendor-webhook.js';
import type { VendorId } from '../../../../src/domain/integrations/vendor-description.js';
import type { WebhookEvent, WebhookMeaning } from '../../../../src/domain/integrations/webhook-event.js';
import type { Secret } from '../../../../src/domain/shared/secret.js';

/** A vendor that sends the secret itself as its signature, and events as `<id> <type> <driver>`, where hours and roster are types. */
export class PasswordWebhook implements VendorWebhook {
  /** How often a signature was looked at. */
  checks = 0;

  isSigned({ headers }: WebhookDelivery, secret: Secret<string>): boolean {
    this.checks += 1;
    return headers['x-password'] === secret.reveal();
  }

  read(body: Uint8Array): WebhookEvent | undefined {
    const [eventId, type, driver] = Buffer.from(body).toString('utf8').split(' ');
    return eventId === undefined || type === undefined ? undefined : { eventId, type, meaning: meaningOf(type, driver) };
  }
}

function meaningOf(type: string, externalDriverId = ''): WebhookMeaning {
  if (type === 'hours') return { kind: 'driver-hours-changed', externalDriverId };
  return { kind: type === 'roster' ? 'roster-changed' : 'nothing' };
}

/** Only this vendor pushes. */
export function onlyFrom(vendor: VendorId, webhook: VendorWebhook): VendorWebhooks {
  return { find: (asked) => (asked === vendor ? webhook : undefined) };
}
