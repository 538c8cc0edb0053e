import { createHmac } from 'node:crypto';
import type { VendorWebhook } from '../../../application/integrations/ports/vendor-webhook.js';
import type { WebhookEvent, WebhookMeaning } from '../../../domain/integrations/webhook-event.js';
import { digestOf, eventKey, jsonOf } from '../webhooks/webhook-body.js';
import { NOBODYS_KEY, headerOf, isSignature } from '../webhooks/webhook-signature.js';
import { cleanText, isFields } from '../reading/wire-values.js';
import type { Fields } from '../reading/wire-values.js';
import { driverIdOf } from './motive-driver-id.js';

const LONGEST_TYPE = 100;
const SET_UP = 'webhook_set_up';

/**
 * Motive signs the body with HMAC-SHA1 under the secret as text and sends the hexadecimal digest, without a time: a repeated
 * delivery is known by its action, id and `updated_at` (developer.gomotive.com, Webhooks). Of a changed duty status it tells
 * without the hours that are left. When a webhook is set up it posts a list of actions instead of an event.
 */
export const motiveWebhook: VendorWebhook = {
  isSigned(delivery, secret) {
    const key = secret.reveal();
    const expected = createHmac('sha1', key.trim() === '' ? NOBODYS_KEY : key).update(delivery.body).digest('hex');
    return isSignature(headerOf(delivery, 'x-kt-webhook-signature'), expected);
  },

  read(body) {
    const pushed = jsonOf(body);
    if (Array.isArray(pushed)) return { eventId: digestOf(body), type: SET_UP, meaning: { kind: 'nothing' } };
    return isFields(pushed) ? eventOf(pushed, body) : undefined;
  },
};

function eventOf(event: Fields, body: Uint8Array): WebhookEvent | undefined {
  const { action, id, updated_at: updatedAt } = event;
  if (typeof action !== 'string' || action === '') return undefined;
  const isNamed = (typeof id === 'string' || typeof id === 'number') && typeof updatedAt === 'string';
  const eventId = isNamed ? eventKey([action, id, updatedAt].join('|')) : digestOf(body);
  return { eventId, type: cleanText(action, LONGEST_TYPE), meaning: meaningOf(action, id) };
}

function meaningOf(action: string, id: unknown): WebhookMeaning {
  const externalDriverId = action === 'user_duty_status_updated' ? driverIdOf(id) : undefined;
  return externalDriverId === undefined ? { kind: 'nothing' } : { kind: 'driver-hours-changed', externalDriverId };
}
