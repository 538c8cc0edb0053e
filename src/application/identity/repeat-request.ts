import { IdempotencyKeyReusedError, IdempotencyKeyRunningError } from '../../domain/identity/errors.js';
import type { IdempotencyStore, KeptAnswer, RequestKey } from './ports/idempotency-store.js';

/** What a handler answered. */
export interface RequestOutcome {
  readonly answer: KeptAnswer;
  /** False for answers that say nothing lasting (400, 401, 403, 429, 5xx): the key is free again. */
  readonly lasting: boolean;
}

export type RepetitionCheck =
  | { readonly kind: 'replay'; readonly answer: KeptAnswer }
  | { readonly kind: 'perform'; readonly settle: (outcome: RequestOutcome) => Promise<void> };

/** Makes a request with an Idempotency-Key happen once and answer the same for 24 hours. */
export class RepeatRequest {
  constructor(private readonly store: IdempotencyStore) {}

  /** Throws `IdempotencyKeyReusedError` for another request under this key, `IdempotencyKeyRunningError` for a running one. */
  async execute(key: RequestKey, content: string): Promise<RepetitionCheck> {
    const claimed = await this.store.claim(key, content);
    switch (claimed.kind) {
      case 'reused':
        throw new IdempotencyKeyReusedError();
      case 'running':
        throw new IdempotencyKeyRunningError();
      case 'answered':
        return { kind: 'replay', answer: claimed.answer };
      case 'first':
        return {
          kind: 'perform',
          settle: ({ answer, lasting }) =>
            lasting ? this.store.keep(key, claimed.claim, answer) : this.store.release(key, claimed.claim),
        };
    }
  }
}
