import type { Secret } from '../../domain/shared/secret.js';

export interface EncryptionKey {
  readonly id: string;
  /** 32 bytes. */
  readonly key: Secret<Buffer>;
}

/** Keys for credentials at rest: the first seals, all open. */
export interface KeyRing {
  readonly active: EncryptionKey;
  find(id: string): EncryptionKey | undefined;
}

/** `keys` holds at least one, the active key first. */
export function keyRingOf(keys: readonly [EncryptionKey, ...EncryptionKey[]]): KeyRing {
  const byId = new Map(keys.map((key) => [key.id, key]));
  return { active: keys[0], find: (id) => byId.get(id) };
}
