import { HosIntegrationMissingError, DriverNotLinkedError, HosUnavailableError } from '../../domain/hours-of-service/errors.js';
import { isInForce } from '../../domain/hours-of-service/hos-override.js';
import type { HosOverride } from '../../domain/hours-of-service/hos-override.js';
import { decideHosRead, isFresh } from '../../domain/hours-of-service/hos-read.js';
import { recordFromOverride, recordFromSnapshot } from '../../domain/hours-of-service/hos-record.js';
import type { HosRecord, HosServing } from '../../domain/hours-of-service/hos-record.js';
import type { HosSnapshot } from '../../domain/hours-of-service/hos-snapshot.js';
import { DriverNotFoundError } from '../../domain/shared/driver-not-found-error.js';
import type { DriverId, TenantId } from '../../domain/shared/identifiers.js';
import { VendorError } from '../../domain/shared/vendor-error.js';
import type { Clock } from '../shared/clock.js';
import type { Metrics } from '../shared/metrics.js';
import type { Timer } from '../shared/timer.js';
import type { HosSettings } from './hos-settings.js';
import type { LiveHosReads } from './live-hos-reads.js';
import type { DriverHosState, HosQueries } from './ports/hos-queries.js';

const TOO_SLOW = 'The vendor takes longer than usual to answer. These are the last known hours.';
const NOT_CONNECTED = 'No enabled HOS integration serves this driver. These are the last known hours.';

/** A driver's hours of service, in the order override, fresh snapshot, live fetch, stale snapshot. */
export class GetDriverHos {
  constructor(
    private readonly queries: HosQueries,
    private readonly live: LiveHosReads,
    private readonly clock: Clock,
    private readonly timer: Timer,
    private readonly metrics: Metrics,
    private readonly settings: HosSettings,
  ) {}

  /** Throws `DriverNotFoundError`, `DriverNotLinkedError`, `HosIntegrationMissingError`, `HosUnavailableError`. */
  async execute(tenantId: TenantId, driverId: DriverId): Promise<HosRecord> {
    const state = await this.find(tenantId, driverId);
    const { override, snapshot, link, tenantConnected } = state;
    const now = this.clock.now();
    const stored = { override, snapshot, linked: link !== undefined, integrationEnabled: link?.enabled ?? false, tenantConnected };
    const decision = decideHosRead(stored, now, this.settings.freshSeconds);
    switch (decision.kind) {
      case 'override':
        return this.serveOverride(state, decision.override);
      case 'stored':
        this.metrics.hosRead('stored');
        return this.serve(state, decision.snapshot, { cached: true, stale: false, error: undefined });
      case 'fetch':
        return this.fetch(tenantId, state, decision.fallback);
      case 'stale':
        return this.serveStale(state, decision.snapshot, NOT_CONNECTED);
      case 'not-linked':
        this.metrics.hosRead('unavailable');
        throw new DriverNotLinkedError();
      case 'no-integration':
        this.metrics.hosRead('unavailable');
        throw new HosIntegrationMissingError();
    }
  }

  private async find(tenantId: TenantId, driverId: DriverId): Promise<DriverHosState> {
    const state = await this.queries.find(tenantId, driverId);
    if (state === undefined) throw new DriverNotFoundError();
    return state;
  }

  /** Waits for the vendor; with a fallback no longer than the budget, while the fetch goes on and stores its result. */
  private async fetch(tenantId: TenantId, state: DriverHosState, fallback: HosSnapshot | undefined): Promise<HosRecord> {
    if (state.link === undefined) throw new DriverNotLinkedError();
    const fetching = this.live.fetch({ tenantId, ...state.link }).then(
      () => ({ kind: 'arrived' }) as const,
      (error: unknown) => ({ kind: 'failed', error }) as const,
    );
    const outcome = fallback === undefined ? await fetching : await this.withinBudget(fetching);
    if (outcome === 'slow') return this.serveStale(state, fallback, TOO_SLOW);
    if (outcome.kind === 'failed') return this.serveFailed(state, fallback, outcome.error);
    const fresh = await this.find(tenantId, state.driverId);
    // An override set meanwhile keeps the hours just fetched out of the store.
    const { override } = fresh;
    if (override !== undefined && isInForce(override, this.clock.now())) return this.serveOverride(fresh, override);
    if (fresh.snapshot === undefined) return this.serveStale(state, fallback, 'The hours just fetched were not kept.');
    this.metrics.hosRead('live');
    // What the vendor itself saw long ago is not live, however fresh its answer is.
    const stale = !isFresh(fresh.snapshot.asOf, this.clock.now(), this.settings.freshSeconds);
    return this.serve(fresh, fresh.snapshot, { cached: false, stale, error: undefined });
  }

  private async withinBudget<Outcome>(fetching: Promise<Outcome>): Promise<Outcome | 'slow'> {
    const arrived = new AbortController();
    const budget = this.timer.sleep(this.settings.liveReadBudgetMs, arrived.signal).then(() => 'slow' as const);
    const outcome = await Promise.race([fetching, budget]);
    arrived.abort();
    return outcome;
  }

  private serveFailed(state: DriverHosState, fallback: HosSnapshot | undefined, error: unknown): HosRecord {
    if (!(error instanceof VendorError)) throw error;
    return this.serveStale(state, fallback, error.message, error.retryAfterMs);
  }

  private serveStale(state: DriverHosState, snapshot: HosSnapshot | undefined, reason: string, retryAfterMs?: number): HosRecord {
    if (snapshot === undefined) {
      this.metrics.hosRead('unavailable');
      throw new HosUnavailableError(reason, retryAfterMs);
    }
    this.metrics.hosRead('stale');
    return this.serve(state, snapshot, { cached: true, stale: true, error: reason });
  }

  private serveOverride({ driverId, ruleset }: DriverHosState, override: HosOverride): HosRecord {
    this.metrics.hosRead('override');
    return recordFromOverride(driverId, override, ruleset, this.clock.now());
  }

  private serve(state: DriverHosState, snapshot: HosSnapshot, how: Pick<HosServing, 'cached' | 'stale' | 'error'>): HosRecord {
    const { warnAfterSeconds } = this.settings;
    return recordFromSnapshot(state.driverId, snapshot, state.ruleset, { ...how, now: this.clock.now(), warnAfterSeconds });
  }
}
