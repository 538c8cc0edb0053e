import type { Secret } from '../../../domain/shared/secret.js';

/** Unguessable text of at least 256 bits. */
export interface SecretGenerator {
  next(): Secret<string>;
}
