import { nextPermitAt } from '../../domain/integrations/vendor-rate.js';
import { DatabaseAwayError } from '../../domain/shared/domain-error.js';
import type { Clock } from '../shared/clock.js';
import type { Timer } from '../shared/timer.js';
import type { PermitOrder, RatePermit, VendorRateStore } from './ports/vendor-rate-store.js';

/** Waits for a permit before a request to a vendor. While the database is away each process counts for itself. */
export class VendorRateLimiter {
  readonly #local = new Map<string, readonly Date[]>();

  constructor(
    private readonly shared: VendorRateStore,
    private readonly clock: Clock,
    private readonly timer: Timer,
  ) {}

  /** Milliseconds after which to try again when no permit came in time; undefined once the request may be sent, or the signal aborts. */
  async wait(account: string, order: PermitOrder, signal: AbortSignal): Promise<number | undefined> {
    let patienceMs = order.patienceMs;
    for (;;) {
      const { taken, waitMs } = await this.take(account, { ...order, patienceMs });
      if (!taken && waitMs > patienceMs) return waitMs;
      if (waitMs > 0) await this.timer.sleep(waitMs, signal);
      if (taken || signal.aborted) return undefined;
      patienceMs -= waitMs;
    }
  }

  private async take(account: string, order: PermitOrder): Promise<RatePermit> {
    try {
      return await this.shared.take(account, order);
    } catch (error) {
      if (!(error instanceof DatabaseAwayError)) throw error;
      return this.takeLocal(account, order);
    }
  }

  private takeLocal(account: string, { rate, priority, patienceMs }: PermitOrder): RatePermit {
    const now = this.clock.now();
    const given = this.#local.get(account) ?? [];
    const at = nextPermitAt(given, now, rate);
    const waitMs = at.getTime() - now.getTime();
    const taken = priority === 'user' ? waitMs <= patienceMs : waitMs === 0;
    if (taken) this.#local.set(account, [...given, at].slice(-rate.permits));
    return { taken, waitMs };
  }
}
