import type { Secret } from '../../../domain/shared/secret.js';

export interface PasswordHasher {
  hash(password: Secret<string>): Promise<string>;
  /** Takes the same time for an undefined hash (a user who does not exist), and is false then. */
  verify(password: Secret<string>, hash: string | undefined): Promise<boolean>;
}
