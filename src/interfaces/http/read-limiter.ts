import type { TenantId } from '../../domain/shared/identifiers.js';

type ReadPermit =
  | { readonly granted: true; readonly remaining: number; readonly resetMs: number }
  | { readonly granted: false; readonly retryAfterMs: number };

/** Cheap reads are counted per replica and minute; only changing requests need an exact count over all replicas. */
export class ReadLimiter {
  readonly #counts = new Map<TenantId, number>();
  #minute = 0;

  constructor(
    private readonly perMinute: number,
    private readonly now: () => number = Date.now,
  ) {}

  take(tenantId: TenantId): ReadPermit {
    const at = this.now();
    const minute = Math.floor(at / 60_000);
    if (minute !== this.#minute) this.#counts.clear();
    this.#minute = minute;
    const resetMs = (minute + 1) * 60_000 - at;
    const count = (this.#counts.get(tenantId) ?? 0) + 1;
    if (count > this.perMinute) return { granted: false, retryAfterMs: resetMs };
    this.#counts.set(tenantId, count);
    return { granted: true, remaining: this.perMinute - count, resetMs };
  }
}
