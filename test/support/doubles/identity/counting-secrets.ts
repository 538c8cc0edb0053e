import type { SecretGenerator } from '../../../../src/application/identity/ports/secret-generator.js';
import { Secret } from '../../../../src/domain/shared/secret.js';

/** Secrets a test can foretell: `secret-…1`, `secret-…2`. */
export class CountingSecrets implements SecretGenerator {
  #last = 0;

  next(): Secret<string> {
    this.#last += 1;
    return new Secret(`secret-${String(this.#last).padStart(36, '0')}`);
  }
}
