import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Secret } from '../../domain/shared/secret.js';
import { keyRingOf } from '../security/key-ring.js';
import type { KeyRing } from '../security/key-ring.js';

export interface DevelopmentSecrets {
  readonly jwtSecret: Secret<string>;
  readonly keyRing: KeyRing;
}

/** Secrets for a machine where nobody set any: made once, kept in the data directory, never used in production. */
export function developmentSecrets(dataDir: string, needed: { readonly jwt: boolean; readonly key: boolean }): DevelopmentSecrets | undefined {
  if (!needed.jwt && !needed.key) return undefined;
  // The embedded PostgreSQL runs as another user and must be able to walk through; the file itself is ours alone.
  mkdirSync(dataDir, { recursive: true, mode: 0o711 });
  const file = path.join(dataDir, 'development-secrets.json');
  const fresh = { jwtSecret: randomBytes(32).toString('hex'), credentialsKey: randomBytes(32).toString('hex') };
  try {
    writeFileSync(file, JSON.stringify(fresh), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  const kept = JSON.parse(readFileSync(file, 'utf8')) as typeof fresh;
  return {
    jwtSecret: new Secret(kept.jwtSecret),
    keyRing: keyRingOf([{ id: 'development', key: new Secret(Buffer.from(kept.credentialsKey, 'hex')) }]),
  };
}
