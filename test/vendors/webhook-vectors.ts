import fc from 'fast-check';
import type { WebhookDelivery } from '../../src/application/integrations/ports/vendor-webhook.js';
import type { WebhookEvent } from '../../src/domain/integrations/webhook-event.js';

export const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Every way to turn one bit of some bytes. */
export function oneBitOff(original: Uint8Array): fc.Arbitrary<Uint8Array> {
  return fc.nat(original.length * 8 - 1).map((bit) => {
    const turned = Uint8Array.from(original);
    turned[bit >> 3] = (turned[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    return turned;
  });
}

/** A delivery with one bit of its body, or of the text of one of these headers, turned. */
export function tampered(delivery: WebhookDelivery, headers: readonly string[]): fc.Arbitrary<WebhookDelivery> {
  const inHeader = (name: string): fc.Arbitrary<WebhookDelivery> =>
    oneBitOff(bytes(String(delivery.headers[name]))).map((turned) => ({
      ...delivery,
      headers: { ...delivery.headers, [name]: Buffer.from(turned).toString('latin1') },
    }));
  return fc.oneof(oneBitOff(delivery.body).map((body) => ({ ...delivery, body })), ...headers.map(inHeader));
}

/** Bodies that are signed rightly and still tell of nothing. */
export const NO_EVENTS: readonly (readonly [string, string | Uint8Array])[] = [
  ['nothing', ''],
  ['half of a body', '{"eventId":"1"'],
  ['a text', '"event"'],
  ['null', 'null'],
  ['a number', '7'],
  ['an empty object', '{}'],
  ['an event with a byte that is no UTF-8', Buffer.from('{"eventId":"e","eventType":"a\xff","action":"a\xff"}', 'latin1')],
];

/** Whatever comes, an event can be stored. */
export function isStorable({ eventId, type }: WebhookEvent): boolean {
  const isText = (text: string, most: number): boolean => text.length > 0 && text.length <= most && text.isWellFormed() && !text.includes('\0');
  return isText(eventId, 200) && isText(type, 100);
}
