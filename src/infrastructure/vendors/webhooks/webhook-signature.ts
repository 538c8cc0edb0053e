import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { WebhookDelivery } from '../../../application/integrations/ports/vendor-webhook.js';

/** Stands in for a secret that is no key, which anybody could guess: nobody has signed anything with this one. */
export const NOBODYS_KEY = randomBytes(32);

/** A header that was sent once; undefined when it was not sent, or more than once. */
export function headerOf({ headers }: WebhookDelivery, name: string): string | undefined {
  const sent = headers[name];
  return typeof sent === 'string' ? sent : undefined;
}

/**
 * Whether a signature is the expected one, compared in constant time. Only the length of what was sent, which is no secret,
 * can be told from how long it takes.
 */
export function isSignature(sent: string | undefined, expected: string): boolean {
  const [one, other] = [Buffer.from(sent ?? '', 'utf8'), Buffer.from(expected, 'utf8')];
  return one.length === other.length && timingSafeEqual(one, other);
}
