import { expect } from 'chai';
import type { PasswordHasher } from '../../../src/application/identity/ports/password-hasher.js';
import { Secret } from '../../../src/domain/shared/secret.js';

const PASSWORD = new Secret('correct horse battery');

/** What every `PasswordHasher` promises. */
export function describePasswordHasher(name: string, open: () => PasswordHasher): void {
  describe(`PasswordHasher: ${name}`, () => {
    const passwords = open();

    it('recognises the password and no other', async () => {
      const hash = await passwords.hash(PASSWORD);
      expect(await passwords.verify(PASSWORD, hash)).to.equal(true);
      for (const wrong of ['', 'correct horse batter', 'Correct horse battery', 'correct horse battery ']) {
        expect(await passwords.verify(new Secret(wrong), hash), wrong).to.equal(false);
      }
    });

    it('makes another hash each time, none of which holds the password', async () => {
      const [one, two] = [await passwords.hash(PASSWORD), await passwords.hash(PASSWORD)];
      expect(one).to.not.equal(two);
      expect(one).to.not.contain(PASSWORD.reveal());
    });

    it('is false for a user who does not exist, whatever the password', async () => {
      for (const password of ['', 'decoy', PASSWORD.reveal()]) expect(await passwords.verify(new Secret(password), undefined)).to.equal(false);
    });

    it('takes the same letters in either Unicode form', async () => {
      const hash = await passwords.hash(new Secret('contrase\u00f1a-larga'));
      expect(await passwords.verify(new Secret('contrasen\u0303a-larga'), hash)).to.equal(true);
    });

    it('knows a password of 1000 characters to its last one', async () => {
      const hash = await passwords.hash(new Secret('x'.repeat(1000)));
      expect(await passwords.verify(new Secret('x'.repeat(1000)), hash)).to.equal(true);
      expect(await passwords.verify(new Secret('x'.repeat(999)), hash)).to.equal(false);
    });
  });
}
