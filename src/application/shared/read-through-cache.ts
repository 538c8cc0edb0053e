import { VendorError } from '../../domain/shared/vendor-error.js';
import type { Clock } from './clock.js';
import { RecentlyUsed } from './recently-used.js';
import type { Timer } from './timer.js';
import { withinBudget } from './within-budget.js';

/** A value that cannot be fetched again is served until it is this many times its time to live old. */
const STALE_TTLS = 10;
const BUDGET_MS = 2_000;
const MAX_ENTRIES = 10_000;
/** However long a vendor asks us to wait, a key is tried again after this. */
const LONGEST_PAUSE_MS = 60_000;
const TOO_SLOW = 'The vendor takes longer than usual to answer. This is the last known answer.';

export interface CacheRead<Value> {
  /** Says all that the value depends on, the tenant included. */
  readonly key: string;
  /** A value younger than this is served without a fetch. */
  readonly ttlSeconds: number;
  /** Throws `VendorError` when the vendor cannot give the value. */
  readonly fetch: () => Promise<Value>;
  /** Longest wait for a fetch while an older value is at hand; 2 s when left out. */
  readonly budgetMs?: number;
}

/** A value and how it came about. */
export interface CachedValue<Value> {
  readonly value: Value;
  /** Since it was fetched. */
  readonly ageSeconds: number;
  /** False when it was fetched for this read. */
  readonly cached: boolean;
  /** Older than its time to live. */
  readonly stale: boolean;
  /** Why there is no fresher one, fit for people; set when it is stale. */
  readonly error: string | undefined;
}

interface Entry<Value> {
  readonly value: Value;
  readonly fetchedAt: number;
}

type Landing<Value> = { readonly kind: 'arrived'; readonly entry: Entry<Value> } | { readonly kind: 'failed'; readonly error: unknown };

interface Pause {
  readonly until: number;
  readonly error: VendorError;
}

export interface CacheLimits {
  /** More than these push out the one left alone for longest; 10,000 when left out. */
  readonly maxEntries?: number;
}

/**
 * Values of vendors, in the memory of this process. However many ask for a key, one fetch is on its way. After a failed
 * or slow one the last value is served stale, until it is ten times its time to live old. Values are shared by all who
 * ask: nobody may change them.
 *
 * A failed key is fetched again at the next read: the circuit and the rate limit of the integration keep a vendor in
 * trouble from being hammered. Only a wait the vendor itself asked for (`Retry-After`) is kept here, up to a minute.
 */
export class ReadThroughCache<Value> {
  readonly #entries: RecentlyUsed<Entry<Value>>;
  readonly #pauses: RecentlyUsed<Pause>;
  readonly #flights = new Map<string, Promise<Landing<Value>>>();

  constructor(
    private readonly clock: Clock,
    private readonly timer: Timer,
    { maxEntries = MAX_ENTRIES }: CacheLimits = {},
  ) {
    this.#entries = new RecentlyUsed(maxEntries);
    this.#pauses = new RecentlyUsed(maxEntries);
  }

  /** Throws what the fetch threw when nothing can be served instead. Only a `VendorError` is answered with a stale value. */
  async read(read: CacheRead<Value>): Promise<CachedValue<Value>> {
    const stored = this.#entries.get(read.key);
    if (stored !== undefined && this.#ageOf(stored) < read.ttlSeconds) return this.#serve(stored, { cached: true });
    const landing = this.#land(read);
    const landed = this.#servable(stored, read) ? await withinBudget(this.timer, read.budgetMs ?? BUDGET_MS, landing) : await landing;
    if (landed === 'slow') return this.#servable(stored, read) ? this.#serve(stored, { cached: true, error: TOO_SLOW }) : this.#settle(await landing);
    if (landed.kind === 'failed' && landed.error instanceof VendorError && this.#servable(stored, read)) {
      return this.#serve(stored, { cached: true, error: landed.error.message });
    }
    return this.#settle(landed);
  }

  #settle(landed: Landing<Value>): CachedValue<Value> {
    if (landed.kind === 'failed') throw landed.error;
    return this.#serve(landed.entry, { cached: false });
  }

  #serve(entry: Entry<Value>, { cached, error }: { readonly cached: boolean; readonly error?: string }): CachedValue<Value> {
    return { value: entry.value, ageSeconds: this.#ageOf(entry), cached, stale: error !== undefined, error };
  }

  #servable(entry: Entry<Value> | undefined, { ttlSeconds }: CacheRead<Value>): entry is Entry<Value> {
    return entry !== undefined && this.#ageOf(entry) <= STALE_TTLS * ttlSeconds;
  }

  /** Seconds; a clock that was set back makes nothing younger than new. */
  #ageOf({ fetchedAt }: Entry<Value>): number {
    return Math.max(0, this.#now() - fetchedAt) / 1000;
  }

  #land({ key, fetch }: CacheRead<Value>): Promise<Landing<Value>> {
    const flying = this.#flights.get(key);
    if (flying !== undefined) return flying;
    const pause = this.#pauses.get(key);
    if (pause !== undefined && this.#now() < pause.until) return Promise.resolve({ kind: 'failed', error: pause.error });
    const flight = this.#fly(key, fetch).finally(() => this.#flights.delete(key));
    this.#flights.set(key, flight);
    return flight;
  }

  /** Never rejects: it may land when nobody waits any more. */
  async #fly(key: string, fetch: () => Promise<Value>): Promise<Landing<Value>> {
    try {
      const entry = { value: await fetch(), fetchedAt: this.#now() };
      this.#entries.set(key, entry);
      this.#pauses.delete(key);
      return { kind: 'arrived', entry };
    } catch (error) {
      this.#rememberWait(key, error);
      return { kind: 'failed', error };
    }
  }

  #rememberWait(key: string, error: unknown): void {
    // What our own circuit or limiter says may change at any moment, and asking them costs the vendor nothing.
    if (!(error instanceof VendorError) || error.retryAfterMs === undefined || error.refusedBy !== undefined) return;
    this.#pauses.set(key, { until: this.#now() + Math.min(error.retryAfterMs, LONGEST_PAUSE_MS), error });
  }

  #now(): number {
    return this.clock.now().getTime();
  }
}
