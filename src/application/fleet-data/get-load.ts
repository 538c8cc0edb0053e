import { LoadNotFoundError, LoadsUnavailableError, TmsIntegrationMissingError } from '../../domain/fleet-data/errors.js';
import type { Load } from '../../domain/fleet-data/load.js';
import { ageOf, decideLoadRead } from '../../domain/fleet-data/load-read.js';
import type { LoadId, TenantId } from '../../domain/shared/identifiers.js';
import type { Clock } from '../shared/clock.js';
import type { Timer } from '../shared/timer.js';
import { withinBudget } from '../shared/within-budget.js';
import type { LiveLoadReads } from './live-load-reads.js';
import { NOT_CONNECTED, SILENT, TOO_SLOW, outcomeOf } from './load-answer.js';
import type { LoadAnswer } from './load-answer.js';
import { PATIENCE_MS } from './patience.js';
import type { LoadQueries } from './ports/load-queries.js';
import type { LoadAccount, LoadSources } from './ports/load-sources.js';

const FORGOTTEN = 'The TMS no longer knows this load. This is its last known state.';

/** One load: as stored while it is young, else read live, else the copy. */
export class GetLoad {
  constructor(
    private readonly queries: LoadQueries,
    private readonly sources: LoadSources,
    private readonly live: LiveLoadReads,
    private readonly clock: Clock,
    private readonly timer: Timer,
    /** How long a read waits for the vendor when it has a copy to fall back on. */
    private readonly budgetMs: number,
  ) {}

  /** Throws `LoadNotFoundError`, `LoadsUnavailableError`, `TmsIntegrationMissingError`. */
  async execute(tenantId: TenantId, loadId: LoadId): Promise<LoadAnswer> {
    const [load, accounts] = await Promise.all([this.queries.find(tenantId, loadId), this.sources.list(tenantId)]);
    const origin = accounts.find(({ integrationId }) => integrationId === load?.integrationId);
    const decision = decideLoadRead({ load, origin, tenantConnected: accounts.length > 0 }, this.clock.now());
    switch (decision.kind) {
      case 'stored':
        return this.answer(decision.load, { cached: true });
      case 'fetch':
        return this.fetch(tenantId, decision.load);
      case 'disconnected':
        return this.answer(decision.load, { cached: true, error: NOT_CONNECTED });
      case 'search':
        return this.search(tenantId, loadId, accounts);
      case 'nobody':
        throw new TmsIntegrationMissingError();
    }
  }

  /** No longer than the budget; the reading goes on and stores its result. */
  private async fetch(tenantId: TenantId, stored: Load): Promise<LoadAnswer> {
    const { integrationId, externalLoadId, loadId } = stored;
    const reading = outcomeOf(this.live.readOne({ tenantId, integrationId, externalLoadId, stored }));
    const outcome = await withinBudget(this.timer, this.budgetMs, reading);
    if (outcome === 'slow') return this.answer(stored, { cached: true, error: TOO_SLOW });
    if (outcome.kind === 'failed') return this.answer(stored, { cached: true, error: outcome.error.message });
    const fresh = (await this.queries.find(tenantId, loadId)) ?? stored;
    // A finished load that the vendor has put away stays what it was.
    if (outcome.result === 'unknown' && !fresh.gone) return this.answer(fresh, { cached: true, error: FORGOTTEN });
    return this.answer(fresh, { cached: false });
  }

  /** Asks every TMS once for a load we have never seen, and waits no longer than for any vendor. */
  private async search(tenantId: TenantId, loadId: LoadId, accounts: readonly LoadAccount[]): Promise<LoadAnswer> {
    const outcomes = await Promise.all(
      accounts.map(({ integrationId }) => {
        const reading = outcomeOf(this.live.readOne({ tenantId, integrationId, externalLoadId: loadId, stored: undefined }));
        return withinBudget(this.timer, PATIENCE_MS, reading);
      }),
    );
    const found = await this.queries.find(tenantId, loadId);
    if (found !== undefined) return this.answer(found, { cached: false });
    // A TMS that did not answer may know it.
    for (const outcome of outcomes) {
      if (outcome === 'slow') throw new LoadsUnavailableError(SILENT);
      if (outcome.kind === 'failed') throw new LoadsUnavailableError(outcome.error.message, outcome.error.retryAfterMs);
    }
    throw new LoadNotFoundError();
  }

  private answer(load: Load, { cached, error }: { readonly cached: boolean; readonly error?: string }): LoadAnswer {
    return { load, cached, ageSeconds: ageOf(load.asOf, this.clock.now()), stale: error !== undefined, error };
  }
}
