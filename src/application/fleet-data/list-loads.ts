import { LoadsUnavailableError, TmsIntegrationMissingError } from '../../domain/fleet-data/errors.js';
import type { Load } from '../../domain/fleet-data/load.js';
import { isYounger, servingInList } from '../../domain/fleet-data/load-read.js';
import type { IntegrationId, TenantId } from '../../domain/shared/identifiers.js';
import type { Page, PageRequest } from '../../domain/shared/page.js';
import type { Clock } from '../shared/clock.js';
import type { Timer } from '../shared/timer.js';
import { withinBudget } from '../shared/within-budget.js';
import type { LiveLoadReads } from './live-load-reads.js';
import { NOT_CONNECTED, SILENT, TOO_SLOW, UNTOLD, outcomeOf } from './load-answer.js';
import type { LiveOutcome, LoadAnswer } from './load-answer.js';
import { PATIENCE_MS } from './patience.js';
import type { LoadFilter, LoadQueries } from './ports/load-queries.js';
import type { LoadAccount, LoadSources } from './ports/load-sources.js';

/** A reading of one account's list on behalf of this request. */
interface Refresh {
  readonly integrationId: IntegrationId;
  readonly reading: Promise<LiveOutcome<void>>;
}

/** Where each refresh stands when the answer is written. */
type Refreshed = ReadonlyMap<IntegrationId, LiveOutcome<void> | 'slow'>;

interface Reading {
  readonly startedAt: Date;
  readonly accounts: readonly LoadAccount[];
  readonly refreshed: Refreshed;
  readonly readTimes: ReadonlyMap<IntegrationId, Date>;
}

/** The tenant's loads. A list that was last read longer ago than the interval is read live first, whole and once. */
export class ListLoads {
  constructor(
    private readonly queries: LoadQueries,
    private readonly sources: LoadSources,
    private readonly live: LiveLoadReads,
    private readonly clock: Clock,
    private readonly timer: Timer,
    /** How long a read waits for the vendors when it has something to fall back on. */
    private readonly budgetMs: number,
  ) {}

  /** Throws `LoadsUnavailableError` and `TmsIntegrationMissingError` when there is nothing to show for that reason. */
  async execute(tenantId: TenantId, filter: LoadFilter, page: PageRequest): Promise<Page<LoadAnswer>> {
    const startedAt = this.clock.now();
    const [accounts, known] = await Promise.all([this.sources.list(tenantId), this.queries.listReadTimes(tenantId)]);
    const refreshes = this.begin(tenantId, accounts, known);
    let refreshed = await this.arrived(refreshes, 'within-budget');
    let loads = await this.queries.list(tenantId, filter, page);
    if (loads.total === 0 && refreshes.length > 0) {
      // With nothing to fall back on there is no answer before the vendors'.
      refreshed = await this.arrived(refreshes, 'patiently');
      loads = await this.queries.list(tenantId, filter, page);
    }
    if (loads.total === 0) refuseEmptiness(accounts, refreshed);
    const readTimes = refreshes.length === 0 ? known : await this.queries.listReadTimes(tenantId);
    const reading = { startedAt, accounts, refreshed, readTimes };
    return { total: loads.total, items: loads.items.map((load) => this.answer(load, reading)) };
  }

  private begin(tenantId: TenantId, accounts: readonly LoadAccount[], known: ReadonlyMap<IntegrationId, Date>): readonly Refresh[] {
    const now = this.clock.now();
    const isDue = ({ integrationId, syncIntervalSeconds }: LoadAccount): boolean => {
      const readAt = known.get(integrationId);
      return readAt === undefined || !isYounger(readAt, now, syncIntervalSeconds);
    };
    return accounts.filter(isDue).map(({ integrationId }) => ({
      integrationId,
      reading: outcomeOf(this.live.readList({ tenantId, integrationId })),
    }));
  }

  private async arrived(refreshes: readonly Refresh[], how: 'within-budget' | 'patiently'): Promise<Refreshed> {
    const outcomes = refreshes.map(async ({ integrationId, reading }) => {
      const outcome = await withinBudget(this.timer, how === 'patiently' ? PATIENCE_MS : this.budgetMs, reading);
      return [integrationId, outcome] as const;
    });
    return new Map(await Promise.all(outcomes));
  }

  private answer(load: Load, { startedAt, accounts, refreshed, readTimes }: Reading): LoadAnswer {
    const { integrationId } = load;
    const origin = accounts.find((account) => account.integrationId === integrationId);
    const outcome = refreshed.get(integrationId);
    const reads = { origin, listReadAt: readTimes.get(integrationId), liveSince: outcome === undefined ? undefined : startedAt };
    const serving = servingInList(load, reads, this.clock.now());
    const reason = origin === undefined ? NOT_CONNECTED : (troubleOf(outcome) ?? UNTOLD);
    return { load, ...serving, error: serving.stale ? reason : undefined };
  }
}

/** An empty list would say that there are no loads, which nobody knows. */
function refuseEmptiness(accounts: readonly LoadAccount[], refreshed: Refreshed): void {
  if (accounts.length === 0) throw new TmsIntegrationMissingError();
  for (const outcome of refreshed.values()) {
    if (outcome === 'slow') throw new LoadsUnavailableError(SILENT);
    if (outcome.kind === 'failed') {
      throw new LoadsUnavailableError(outcome.error.message, outcome.error.retryAfterMs);
    }
  }
}

function troubleOf(outcome: LiveOutcome<void> | 'slow' | undefined): string | undefined {
  if (outcome === 'slow') return TOO_SLOW;
  return outcome?.kind === 'failed' ? outcome.error.message : undefined;
}
