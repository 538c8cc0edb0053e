import { expect } from 'chai';
import fc from 'fast-check';
import { isMasked, mask } from '../../../src/domain/integrations/masking.js';

const BULLETS = '••••';

describe('Masking', () => {
  const table: readonly [string, string][] = [
    ['', BULLETS], ['a', BULLETS], ['12345678901', BULLETS], ['123456789012', `${BULLETS}9012`], ['samsara_api_abcd1234', `${BULLETS}1234`],
  ];
  for (const [secret, masked] of table) {
    it(`${secret.length} characters show ${masked.length - BULLETS.length} of them`, () => {
      expect(mask(secret)).to.equal(masked);
    });
  }

  it('is recognised when it comes back, whatever the secret', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (secret) => isMasked(mask(secret))));
  });

  it('shows at most the last 4 characters, of 12 or more, and nothing else of the secret', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii' }), (secret) => {
        const shown = mask(secret).slice(BULLETS.length);
        return shown === (secret.length >= 12 ? secret.slice(-4) : '');
      }),
    );
  });

  it('says nothing about the length of what it hides', () => {
    const sameEnd = fc.string({ unit: 'grapheme-ascii', minLength: 8 }).map((start) => mask(`${start}wxyz`));
    fc.assert(fc.property(sameEnd, (masked) => masked === `${BULLETS}wxyz`));
  });

  it('a secret that people type is no masked one', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme-ascii' }), (secret) => !isMasked(secret)));
  });

  for (const value of [undefined, null, 7, true, {}, [BULLETS]]) {
    it(`${typeof value} ${JSON.stringify([value])} is no masked one`, () => {
      expect(isMasked(value)).to.equal(false);
    });
  }
});
