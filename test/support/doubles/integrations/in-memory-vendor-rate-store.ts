import type { PermitOrder, RatePermit, VendorRateStore } from '../../../../src/application/integrations/ports/vendor-rate-store.js';
import { nextPermitAt } from '../../../../src/domain/integrations/vendor-rate.js';
import { DatabaseAwayError } from '../../../../src/domain/shared/domain-error.js';
import type { Clock } from '../../../../src/application/shared/clock.js';

/** Permits by account; unreachable while `away`. */
export class InMemoryVendorRateStore implements VendorRateStore {
  readonly given = new Map<string, readonly Date[]>();
  away = false;

  constructor(private readonly clock: Clock) {}

  async take(account: string, { rate, priority, patienceMs }: PermitOrder): Promise<RatePermit> {
    if (this.away) throw new DatabaseAwayError();
    const now = this.clock.now();
    const given = this.given.get(account) ?? [];
    const at = nextPermitAt(given, now, rate);
    const waitMs = at.getTime() - now.getTime();
    const taken = waitMs <= (priority === 'user' ? patienceMs : 0);
    if (taken) this.given.set(account, [...given, at]);
    return { taken, waitMs };
  }
}
