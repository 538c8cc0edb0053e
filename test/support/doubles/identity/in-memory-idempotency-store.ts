import type {
  IdempotencyClaim,
  IdempotencyStore,
  KeptAnswer,
  RequestKey,
} from '../../../../src/application/identity/ports/idempotency-store.js';
import type { Clock } from '../../../../src/application/shared/clock.js';
import type { IdGenerator } from '../../../../src/application/shared/id-generator.js';

interface Record {
  readonly content: string;
  readonly claim: string;
  readonly claimedAt: number;
  readonly answer: KeptAnswer | undefined;
}

const KEPT_MS = 24 * 3_600_000;
const CLAIM_MS = 120_000;

export class InMemoryIdempotencyStore implements IdempotencyStore {
  readonly #records = new Map<string, Record>();

  constructor(
    private readonly clock: Clock,
    private readonly ids: IdGenerator,
  ) {}

  async claim(key: RequestKey, content: string): Promise<IdempotencyClaim> {
    const now = this.clock.now().getTime();
    const known = this.#records.get(nameOf(key));
    if (known === undefined || now - known.claimedAt > (known.answer === undefined ? CLAIM_MS : KEPT_MS)) {
      const claim = this.ids.next();
      this.#records.set(nameOf(key), { content, claim, claimedAt: now, answer: undefined });
      return { kind: 'first', claim };
    }
    if (known.content !== content) return { kind: 'reused' };
    return known.answer === undefined ? { kind: 'running' } : { kind: 'answered', answer: known.answer };
  }

  async keep(key: RequestKey, claim: string, answer: KeptAnswer): Promise<void> {
    const known = this.#records.get(nameOf(key));
    if (known?.claim === claim) this.#records.set(nameOf(key), { ...known, answer });
  }

  async release(key: RequestKey, claim: string): Promise<void> {
    if (this.#records.get(nameOf(key))?.claim === claim) this.#records.delete(nameOf(key));
  }
}

function nameOf({ tenantId, userId, method, path, key }: RequestKey): string {
  return JSON.stringify([tenantId, userId, method, path, key]);
}
