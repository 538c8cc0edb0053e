import type { Permit, RequestLimit, RequestLimiter } from '../../../../src/application/identity/ports/request-limiter.js';
import type { Clock } from '../../../../src/application/shared/clock.js';

interface Hit {
  readonly at: number;
  readonly receipt: string;
}

export class InMemoryRequestLimiter implements RequestLimiter {
  readonly #hits = new Map<string, readonly Hit[]>();
  #receipts = 0;

  constructor(private readonly clock: Clock) {}

  async take(key: string, { limit, windowSeconds }: RequestLimit): Promise<Permit> {
    const now = this.clock.now().getTime();
    const opened = now - windowSeconds * 1000;
    const inside = (this.#hits.get(key) ?? []).filter(({ at }) => at > opened);
    if (inside.length >= limit) {
      const blocking = inside[inside.length - limit]?.at ?? now;
      return { granted: false, retryAfterMs: Math.max(1, blocking - opened) };
    }
    this.#receipts += 1;
    const receipt = `receipt-${this.#receipts}`;
    this.#hits.set(key, [...inside, { at: now, receipt }]);
    return { granted: true, remaining: limit - inside.length - 1, resetMs: (inside[0]?.at ?? now) - opened, receipt };
  }

  async giveBack(key: string, receipt: string): Promise<void> {
    this.#hits.set(key, (this.#hits.get(key) ?? []).filter((hit) => hit.receipt !== receipt));
  }
}
