import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import type { ContentDigest } from '../persistence/identity/knex-idempotency-store.js';
import type { EncryptionKey, KeyRing } from './key-ring.js';

/** HMAC-SHA-256 under a key derived from the ring: `<key id>.<digest>`, so that a rotation does not change the answer. */
export class RingContentDigest implements ContentDigest {
  readonly #derived = new Map<string, Buffer>();

  constructor(private readonly ring: KeyRing) {}

  of(content: string): string {
    return this.under(this.ring.active, content);
  }

  matches(content: string, digest: string): boolean {
    const key = this.ring.find(digest.slice(0, digest.lastIndexOf('.')));
    if (key === undefined) return false;
    const [expected, given] = [Buffer.from(this.under(key, content)), Buffer.from(digest)];
    return expected.length === given.length && timingSafeEqual(expected, given);
  }

  private under(key: EncryptionKey, content: string): string {
    const derived = this.#derived.get(key.id) ?? derive(key);
    this.#derived.set(key.id, derived);
    return `${key.id}.${createHmac('sha256', derived).update(content).digest('base64url')}`;
  }
}

/** Deriving costs 25 ms, so it is done once per key. */
function derive({ key }: EncryptionKey): Buffer {
  return Buffer.from(hkdfSync('sha256', key.reveal(), '', 'fleetbridge/idempotency-content', 32));
}
