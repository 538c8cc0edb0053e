import { HosIntegrationMissingError, DriverNotLinkedError, HosUnavailableError } from '../../domain/hours-of-service/errors.js';
import type { HosObstacle, HosRule } from '../../domain/hours-of-service/hos-answer.js';
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
import { withinBudget } from '../shared/within-budget.js';
import type { HosSettings } from './hos-settings.js';
import type { LiveHosRead, LiveHosReads } from './live-hos-reads.js';
import type { HosAnswerLog } from './ports/hos-answer-log.js';
import type { DriverHosState, HosQueries } from './ports/hos-queries.js';

const TOO_SLOW = 'The vendor takes longer than usual to answer. These are the last known hours.';
const NOT_KEPT = 'The hours just fetched were not kept.';
const NOT_CONNECTED = 'No enabled HOS integration serves this driver. These are the last known hours.';

type StaleReason = Exclude<HosObstacle, { readonly kind: 'old' }>;

/** A read on its way: what was stored when it began, and the vendor's side once it is asked. */
interface Reading {
  readonly tenantId: TenantId;
  readonly state: DriverHosState;
  readonly live?: LiveHosRead;
}

/** A driver's hours of service, in the order override, fresh snapshot, live fetch, stale snapshot. */
export class GetDriverHos {
  constructor(
    private readonly queries: HosQueries,
    private readonly live: LiveHosReads,
    private readonly clock: Clock,
    private readonly timer: Timer,
    private readonly metrics: Metrics,
    private readonly answers: HosAnswerLog,
    private readonly settings: HosSettings,
  ) {}

  /** Throws `DriverNotFoundError`, `DriverNotLinkedError`, `HosIntegrationMissingError`, `HosUnavailableError`. */
  async execute(tenantId: TenantId, driverId: DriverId): Promise<HosRecord> {
    const state = await this.find(tenantId, driverId);
    const { override, snapshot, link, tenantConnected } = state;
    const now = this.clock.now();
    const stored = { override, snapshot, linked: link !== undefined, integrationEnabled: link?.enabled ?? false, tenantConnected };
    const decision = decideHosRead(stored, now, this.settings.freshSeconds);
    const reading = { tenantId, state };
    switch (decision.kind) {
      case 'override':
        return this.serveOverride(reading, decision.override);
      case 'stored':
        this.note(reading, 'stored');
        return this.serve(state, decision.snapshot, { cached: true, stale: false, error: undefined });
      case 'fetch':
        return this.fetch(reading, decision.fallback);
      case 'stale':
        return this.serveStale(reading, { kind: 'not-connected' }, decision.snapshot);
      case 'not-linked':
        this.note(reading, 'unavailable', { kind: 'not-connected' });
        throw new DriverNotLinkedError();
      case 'no-integration':
        this.note(reading, 'unavailable', { kind: 'not-connected' });
        throw new HosIntegrationMissingError();
    }
  }

  private async find(tenantId: TenantId, driverId: DriverId): Promise<DriverHosState> {
    const state = await this.queries.find(tenantId, driverId);
    if (state === undefined) throw new DriverNotFoundError();
    return state;
  }

  /** Waits for the vendor; with a fallback no longer than the budget, while the fetch goes on and stores its result. */
  private async fetch({ tenantId, state }: Reading, fallback: HosSnapshot | undefined): Promise<HosRecord> {
    if (state.link === undefined) throw new DriverNotLinkedError();
    const live = this.live.begin({ tenantId, ...state.link });
    const reading = { tenantId, state, live };
    const fetching = live.arrived.then(
      () => ({ kind: 'arrived' }) as const,
      (error: unknown) => ({ kind: 'failed', error }) as const,
    );
    const outcome = fallback === undefined ? await fetching : await withinBudget(this.timer, this.settings.liveReadBudgetMs, fetching);
    if (outcome === 'slow') return this.serveStale(reading, { kind: 'slow', waitedMs: this.settings.liveReadBudgetMs }, fallback);
    if (outcome.kind === 'failed') return this.serveFailed(reading, fallback, outcome.error);
    const fresh = await this.find(tenantId, state.driverId);
    // An override set meanwhile keeps the hours just fetched out of the store.
    const { override } = fresh;
    if (override !== undefined && isInForce(override, this.clock.now())) return this.serveOverride({ ...reading, state: fresh }, override);
    if (fresh.snapshot === undefined) return this.serveStale(reading, { kind: 'failed', reason: NOT_KEPT }, fallback);
    // What the vendor itself saw long ago is not live, however fresh its answer is.
    const stale = !isFresh(fresh.snapshot.asOf, this.clock.now(), this.settings.freshSeconds);
    this.note(reading, 'live', stale ? { kind: 'old', observedAt: fresh.snapshot.asOf } : undefined);
    return this.serve(fresh, fresh.snapshot, { cached: false, stale, error: undefined });
  }

  private serveFailed(reading: Reading, fallback: HosSnapshot | undefined, error: unknown): HosRecord {
    if (!(error instanceof VendorError)) throw error;
    return this.serveStale(reading, { kind: 'failed', reason: error.message }, fallback, error.retryAfterMs);
  }

  private serveStale(reading: Reading, obstacle: StaleReason, snapshot: HosSnapshot | undefined, retryAfterMs?: number): HosRecord {
    this.note(reading, snapshot === undefined ? 'unavailable' : 'stale', obstacle);
    const reason = sentenceOf(obstacle);
    if (snapshot === undefined) throw new HosUnavailableError(reason, retryAfterMs);
    return this.serve(reading.state, snapshot, { cached: true, stale: true, error: reason });
  }

  private serveOverride(reading: Reading, override: HosOverride): HosRecord {
    this.note(reading, 'override');
    const { driverId, ruleset } = reading.state;
    return recordFromOverride(driverId, override, ruleset, this.clock.now());
  }

  private serve(state: DriverHosState, snapshot: HosSnapshot, how: Pick<HosServing, 'cached' | 'stale' | 'error'>): HosRecord {
    const { warnAfterSeconds } = this.settings;
    return recordFromSnapshot(state.driverId, snapshot, state.ruleset, { ...how, now: this.clock.now(), warnAfterSeconds });
  }

  /** Counts the answer, and remembers it for the integration it concerns. */
  private note({ tenantId, state, live }: Reading, rule: HosRule, obstacle?: HosObstacle): void {
    this.metrics.hosRead(rule);
    const { driverId, link, snapshot } = state;
    if (link === undefined) return;
    const answer = { driverId, at: this.clock.now(), rule, snapshotAsOf: snapshot?.asOf, obstacle, standing: live?.standing() };
    this.answers.note(tenantId, link.integrationId, answer);
  }
}

function sentenceOf(obstacle: StaleReason): string {
  switch (obstacle.kind) {
    case 'slow':
      return TOO_SLOW;
    case 'failed':
      return obstacle.reason;
    case 'not-connected':
      return NOT_CONNECTED;
  }
}
