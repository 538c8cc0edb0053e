import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { IntegrationId, TenantId } from '../../domain/shared/identifiers.js';
import { Secret } from '../../domain/shared/secret.js';
import type { EncryptionKey, KeyRing } from './key-ring.js';

/** Where a sealed value belongs. It does not open anywhere else. */
export interface CredentialBinding {
  readonly tenantId: TenantId;
  readonly integrationId: IntegrationId;
  readonly field: string;
}

const VERSION = 'v1';
const ALGORITHM = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Seals credentials: `v1.<key id>.<iv>.<tag>.<ciphertext>`, AES-256-GCM, parts in base64url. Version, key id and binding are
 * associated data, each with its length before it, so that an envelope moved to another row or key does not open.
 */
export class CredentialCipher {
  constructor(private readonly ring: KeyRing) {}

  seal(value: Secret<string>, binding: CredentialBinding): string {
    const { active } = this.ring;
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv(ALGORITHM, active.key.reveal(), iv, { authTagLength: TAG_BYTES });
    cipher.setAAD(associatedData(active.id, binding));
    const sealed = Buffer.concat([cipher.update(value.reveal(), 'utf8'), cipher.final()]);
    const parts = [iv, cipher.getAuthTag(), sealed].map((part) => part.toString('base64url'));
    return [VERSION, active.id, ...parts].join('.');
  }

  /** Undefined when no key of the ring opens it here: unknown key, another row's envelope, damage. */
  open(envelope: string, binding: CredentialBinding): Secret<string> | undefined {
    const [version, keyId = '', iv = '', tag = '', sealed = ''] = envelope.split('.');
    const key = this.ring.find(keyId);
    if (version !== VERSION || key === undefined) return undefined;
    const parts = { iv: bytes(iv), tag: bytes(tag), sealed: bytes(sealed) };
    if (parts.iv.length !== IV_BYTES || parts.tag.length !== TAG_BYTES) return undefined;
    return decrypt(key, parts, associatedData(keyId, binding));
  }

  /** The envelope under the active key, or why there is nothing to change. */
  rewrap(envelope: string, binding: CredentialBinding): string {
    const value = this.open(envelope, binding);
    if (value === undefined) return 'unreadable';
    return envelope.startsWith(`${VERSION}.${this.ring.active.id}.`) ? 'current' : this.seal(value, binding);
  }
}

interface Parts {
  readonly iv: Buffer;
  readonly tag: Buffer;
  readonly sealed: Buffer;
}

function decrypt(key: EncryptionKey, { iv, tag, sealed }: Parts, data: Buffer): Secret<string> | undefined {
  const decipher = createDecipheriv(ALGORITHM, key.key.reveal(), iv, { authTagLength: TAG_BYTES });
  decipher.setAAD(data);
  decipher.setAuthTag(tag);
  try {
    return new Secret(Buffer.concat([decipher.update(sealed), decipher.final()]).toString('utf8'));
  } catch {
    return undefined;
  }
}

function bytes(text: string): Buffer {
  return Buffer.from(text, 'base64url');
}

function associatedData(keyId: string, { tenantId, integrationId, field }: CredentialBinding): Buffer {
  const parts = [VERSION, keyId, tenantId, integrationId, field].map((part) => Buffer.from(part, 'utf8'));
  return Buffer.concat(parts.flatMap((part) => [lengthOf(part), part]));
}

function lengthOf(part: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(part.length);
  return length;
}
