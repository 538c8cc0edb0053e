import { createHmac } from 'node:crypto';
import type { VendorWebhook, WebhookDelivery } from '../../../application/integrations/ports/vendor-webhook.js';
import type { WebhookMeaning } from '../../../domain/integrations/webhook-event.js';
import { eventKey, jsonOf } from '../webhooks/webhook-body.js';
import { NOBODYS_KEY, headerOf, isSignature } from '../webhooks/webhook-signature.js';
import { cleanText, isFields } from '../reading/wire-values.js';

/** Samsara documents no window; five minutes is what its integrators use. */
const WINDOW_MS = 300_000;
const SECONDS = /^\d{1,12}$/;
/** Padding may be missing; anything else that is no Base64 would be decoded to a key that is easier to guess. */
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}(?:==)?|[A-Za-z0-9+/]{3}=?)?$/;
const LONGEST_TYPE = 100;

/** Samsara pushes changes of drivers; it has no event about hours (developers.samsara.com, Webhooks). */
const MEANINGS: ReadonlyMap<string, WebhookMeaning> = new Map([
  ['DriverCreated', { kind: 'roster-changed' }],
  ['DriverUpdated', { kind: 'roster-changed' }],
]);

/**
 * Samsara signs `v1:<timestamp>:<body>` with HMAC-SHA256 under the Base64-decoded secret and sends `v1=<hex>`, in all versions
 * of its webhooks. An event is `{eventId, eventType, …}`, with `eventMs` in version 1 and `eventTime` since.
 */
export const samsaraWebhook: VendorWebhook = {
  isSigned(delivery, secret, now) {
    const timestamp = headerOf(delivery, 'x-samsara-timestamp') ?? '';
    const right = isSignature(headerOf(delivery, 'x-samsara-signature'), signatureOf(delivery, timestamp, keyOf(secret.reveal())));
    const recent = SECONDS.test(timestamp) && Math.abs(now.getTime() - Number(timestamp) * 1000) <= WINDOW_MS;
    return right && recent;
  },

  read(body) {
    const event = jsonOf(body);
    if (!isFields(event)) return undefined;
    const { eventId, eventType } = event;
    if (typeof eventId !== 'string' || eventId === '' || typeof eventType !== 'string' || eventType === '') return undefined;
    const meaning = MEANINGS.get(eventType) ?? { kind: 'nothing' };
    return { eventId: eventKey(eventId), type: cleanText(eventType, LONGEST_TYPE), meaning };
  },
};

function keyOf(secret: string): Buffer {
  const text = secret.trim();
  return text !== '' && BASE64.test(text) ? Buffer.from(text, 'base64') : NOBODYS_KEY;
}

function signatureOf({ body }: WebhookDelivery, timestamp: string, key: Buffer): string {
  return `v1=${createHmac('sha256', key).update(`v1:${timestamp}:`).update(body).digest('hex')}`;
}
