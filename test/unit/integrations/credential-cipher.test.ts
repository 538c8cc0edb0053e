import { createCipheriv } from 'node:crypto';
import { expect } from 'chai';
import fc from 'fast-check';
import { toIntegrationId, toTenantId } from '../../../src/domain/shared/identifiers.js';
import { Secret } from '../../../src/domain/shared/secret.js';
import { CredentialCipher } from '../../../src/infrastructure/security/credential-cipher.js';
import type { CredentialBinding } from '../../../src/infrastructure/security/credential-cipher.js';
import { keyRingOf } from '../../../src/infrastructure/security/key-ring.js';
import type { EncryptionKey } from '../../../src/infrastructure/security/key-ring.js';

const keyOf = (id: string, byte: number): EncryptionKey => ({ id, key: new Secret(Buffer.alloc(32, byte)) });
const K1 = keyOf('k1', 1);
const K2 = keyOf('k2', 2);
const BINDING: CredentialBinding = { tenantId: toTenantId('t-1'), integrationId: toIntegrationId('i-1'), field: 'apiKey' };

describe('CredentialCipher', () => {
  const cipher = new CredentialCipher(keyRingOf([K1]));
  const open = (envelope: string, binding = BINDING): string | undefined => cipher.open(envelope, binding)?.reveal();
  const seal = (value: string, binding = BINDING): string => cipher.seal(new Secret(value), binding);

  it('opens what it sealed, for any text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (value) => open(seal(value)) === value));
  });

  it('makes v1.<key id>.<12 bytes>.<16 bytes>.<as many bytes as the text>', () => {
    const [version, id, ...parts] = seal('12345').split('.');
    expect([version, id, ...parts.map((part) => Buffer.from(part, 'base64url').length)]).to.deep.equal(['v1', 'k1', 12, 16, 5]);
  });

  it('uses 2000 different IVs for 2000 values', () => {
    expect(new Set(Array.from({ length: 2000 }, () => seal('same').split('.')[2])).size).to.equal(2000);
  });

  it('an envelope with any 1 bit flipped never opens', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.nat(), fc.integer({ min: 2, max: 4 }), (value, position, part) => {
        const parts = seal(value).split('.');
        const bytes = Buffer.from(parts[part]!, 'base64url');
        const bit = position % (bytes.length * 8);
        bytes[bit >> 3]! ^= 1 << (bit & 7);
        return open(parts.with(part, bytes.toString('base64url')).join('.')) === undefined;
      }),
    );
  });

  it('a truncated envelope never opens, wherever it is cut', () => {
    const envelope = seal('credential');
    for (let length = 0; length < envelope.length - 1; length += 1) expect(open(envelope.slice(0, length)), String(length)).to.equal(undefined);
  });

  it('a tag that is cut to 4, 8, 12 or 15 bytes, or is longer, never opens', () => {
    const parts = seal('credential').split('.');
    const tag = Buffer.from(parts[3]!, 'base64url');
    for (const length of [0, 4, 8, 12, 13, 14, 15]) expect(open(parts.with(3, tag.subarray(0, length).toString('base64url')).join('.')), String(length)).to.equal(undefined);
    expect(open(parts.with(3, Buffer.concat([tag, Buffer.alloc(4)]).toString('base64url')).join('.'))).to.equal(undefined);
  });

  it('an envelope that was honestly made with a 4-byte tag does not open', () => {
    const [version, id, iv = ''] = seal('credential').split('.');
    const weak = createCipheriv('aes-256-gcm', K1.key.reveal(), Buffer.from(iv, 'base64url'), { authTagLength: 4 });
    const sealed = Buffer.concat([weak.update('credential'), weak.final()]);
    expect(open([version, id, iv, weak.getAuthTag().toString('base64url'), sealed.toString('base64url')].join('.'))).to.equal(undefined);
  });

  const elsewhere: readonly Partial<CredentialBinding>[] = [{ tenantId: toTenantId('t-2') }, { integrationId: toIntegrationId('i-2') }, { field: 'secret' }];
  for (const moved of elsewhere) {
    it(`does not open under another ${Object.keys(moved).join()}`, () => {
      expect(open(seal('credential'), { ...BINDING, ...moved })).to.equal(undefined);
    });
  }

  it('does not open where the same letters are split differently between integration and field', () => {
    const envelope = seal('credential', { ...BINDING, integrationId: toIntegrationId('ab'), field: 'c' });
    expect(open(envelope, { ...BINDING, integrationId: toIntegrationId('a'), field: 'bc' })).to.equal(undefined);
  });

  for (const text of ['', '.', '....', 'v1.k1', 'v2', 'plain-text-key', 'v1.k1.###.###.###']) {
    it(`"${text}" does not open`, () => {
      expect(open(text)).to.equal(undefined);
    });
  }

  it('another version, another key id and another key do not open', () => {
    const envelope = seal('credential');
    expect(open(envelope.replace('v1.', 'v2.'))).to.equal(undefined);
    expect(open(envelope.replace('.k1.', '.k9.'))).to.equal(undefined);
    expect(new CredentialCipher(keyRingOf([keyOf('k1', 9)])).open(envelope, BINDING)).to.equal(undefined);
    expect(new CredentialCipher(keyRingOf([keyOf('k2', 1)])).open(envelope.replace('.k1.', '.k2.'), BINDING)).to.equal(undefined);
  });

  describe('with a new active key', () => {
    const rotated = new CredentialCipher(keyRingOf([K2, K1]));

    it('opens both, seals with the new one', () => {
      expect(rotated.open(seal('old'), BINDING)?.reveal()).to.equal('old');
      expect(rotated.seal(new Secret('new'), BINDING)).to.match(/^v1\.k2\./);
    });

    it('rewraps what is under the old one, leaves what is current, and names what it cannot read', () => {
      const rewrapped = rotated.rewrap(seal('value'), BINDING);
      expect(rewrapped).to.match(/^v1\.k2\./);
      expect(new CredentialCipher(keyRingOf([K2])).open(rewrapped, BINDING)?.reveal()).to.equal('value');
      expect(rotated.rewrap(rewrapped, BINDING)).to.equal('current');
      expect(rotated.rewrap('v1.lost.x.y.z', BINDING)).to.equal('unreadable');
      expect(rotated.rewrap(seal('value'), { ...BINDING, field: 'other' })).to.equal('unreadable');
    });

    it('tells k1 from k10', () => {
      const ten = new CredentialCipher(keyRingOf([K1, keyOf('k10', 3)]));
      const under10 = new CredentialCipher(keyRingOf([keyOf('k10', 3)])).seal(new Secret('value'), BINDING);
      expect(ten.rewrap(under10, BINDING)).to.match(/^v1\.k1\./);
    });
  });
});
