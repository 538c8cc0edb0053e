import { expect } from 'chai';
import type { SecretGenerator } from '../../../src/application/identity/ports/secret-generator.js';

/** What every `SecretGenerator` promises. That they cannot be guessed is shown on the adapter. */
export function describeSecretGenerator(name: string, open: () => SecretGenerator): void {
  describe(`SecretGenerator: ${name}`, () => {
    it('makes 1000 different texts of 43 or more URL-safe characters', () => {
      const secrets = open();
      const texts = Array.from({ length: 1000 }, () => secrets.next().reveal());
      expect(new Set(texts).size).to.equal(1000);
      expect(texts.filter((text) => !/^[\w-]{43,}$/.test(text))).to.deep.equal([]);
    });

    it('does not show them', () => {
      expect(JSON.stringify(open().next())).to.equal('"[secret]"');
    });
  });
}
