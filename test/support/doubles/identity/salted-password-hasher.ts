import type { PasswordHasher } from '../../../../src/application/identity/ports/password-hasher.js';
import type { Secret } from '../../../../src/domain/shared/secret.js';

/** Not a hash at all, but it behaves like one. Notes what it was asked to verify. */
export class SaltedPasswordHasher implements PasswordHasher {
  /** The hash of every verification, undefined for users who do not exist. */
  readonly verified: (string | undefined)[] = [];
  #salt = 0;

  async hash(password: Secret<string>): Promise<string> {
    this.#salt += 1;
    return encode(password, String(this.#salt));
  }

  async verify(password: Secret<string>, hash: string | undefined): Promise<boolean> {
    this.verified.push(hash);
    return hash !== undefined && encode(password, hash.split('$')[0] ?? '') === hash;
  }
}

function encode(password: Secret<string>, salt: string): string {
  return `${salt}$${Buffer.from(password.reveal().normalize('NFKC')).toString('hex')}`;
}
