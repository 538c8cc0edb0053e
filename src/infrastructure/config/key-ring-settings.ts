import { Secret } from '../../domain/shared/secret.js';
import { keyRingOf } from '../security/key-ring.js';
import type { EncryptionKey, KeyRing } from '../security/key-ring.js';
import type { Settings } from './settings-schema.js';

type KeySettings = Pick<
  Settings,
  'CREDENTIALS_ENCRYPTION_KEY' | 'CREDENTIALS_ENCRYPTION_KEYS' | 'INTEGRATION_ENCRYPTION_KEY' | 'ENCRYPTION_KEY' | 'JWT_SECRET'
>;

/** The key ring the settings describe, if any, and what is wrong with them. Two names for one key must agree. */
export function readKeyRing(settings: KeySettings): { ring: KeyRing | undefined; errors: readonly string[] } {
  const { CREDENTIALS_ENCRYPTION_KEYS: many, JWT_SECRET: jwt } = settings;
  const single = [settings.CREDENTIALS_ENCRYPTION_KEY, settings.INTEGRATION_ENCRYPTION_KEY, settings.ENCRYPTION_KEY].filter(
    (value) => value !== undefined,
  );
  const errors: string[] = [];
  if (new Set(single.map((value) => value.toLowerCase())).size > 1) {
    errors.push('CREDENTIALS_ENCRYPTION_KEY, INTEGRATION_ENCRYPTION_KEY and ENCRYPTION_KEY differ; they are names of the same key.');
  }
  if (many !== undefined && single.length > 0) {
    errors.push('CREDENTIALS_ENCRYPTION_KEYS replaces CREDENTIALS_ENCRYPTION_KEY; set one of them.');
  }
  const keys = (many?.split(',') ?? single.slice(0, 1).map((hex) => `k1:${hex}`)).map(keyOf);
  if (new Set(keys.map(({ id }) => id)).size < keys.length) errors.push('CREDENTIALS_ENCRYPTION_KEYS names one key id twice.');
  const hexOf = ({ key }: EncryptionKey): string => key.reveal().toString('hex');
  if (jwt !== undefined && keys.some((key) => hexOf(key) === jwt.toLowerCase() || key.key.reveal().equals(Buffer.from(jwt)))) {
    errors.push('A credentials key equals JWT_SECRET; they must differ.');
  }
  const [active, ...others] = keys;
  return { ring: active === undefined ? undefined : keyRingOf([active, ...others]), errors };
}

function keyOf(text: string): EncryptionKey {
  const [id = '', hex = ''] = text.split(':');
  return { id, key: new Secret(Buffer.from(hex, 'hex')) };
}
