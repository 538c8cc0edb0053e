import { randomBytes } from 'node:crypto';
import type { SecretGenerator } from '../../application/identity/ports/secret-generator.js';
import { Secret } from '../../domain/shared/secret.js';

export class RandomSecretGenerator implements SecretGenerator {
  next(): Secret<string> {
    return new Secret(randomBytes(32).toString('base64url'));
  }
}
