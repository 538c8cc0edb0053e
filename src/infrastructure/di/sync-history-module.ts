import { ContainerModule } from 'inversify';
import { SyncHos } from '../../application/hours-of-service/sync-hos.js';
import type { GetIntegrationHealth } from '../../application/integrations/get-integration-health.js';
import { GetSyncStatistics } from '../../application/sync-history/get-sync-statistics.js';
import { ListSyncRuns } from '../../application/sync-history/list-sync-runs.js';
import { PerformSyncRun } from '../../application/sync-history/perform-sync-run.js';
import { RequestSync } from '../../application/sync-history/request-sync.js';
import { RunDueSyncs } from '../../application/sync-history/run-due-syncs.js';
import type { Database } from '../persistence/database.js';
import { KnexSyncQueries } from '../persistence/sync-history/knex-sync-queries.js';
import { KnexSyncRunStore } from '../persistence/sync-history/knex-sync-run-store.js';
import { KnexSyncTargets } from '../persistence/sync-history/knex-sync-targets.js';
import { SyncScheduler } from '../scheduling/sync-scheduler.js';
import { SyncWorkByType } from '../scheduling/sync-work-by-type.js';
import { INTEGRATIONS } from './integrations-module.js';
import { provide, token } from './token.js';
import type { From } from './token.js';
import { T } from './tokens.js';

const all = (request: RequestSync, targets: From<typeof T.SyncTargets>, database: Database, health: GetIntegrationHealth) => {
  const history = new KnexSyncQueries(database);
  return { request, list: new ListSyncRuns(targets, history), statistics: new GetSyncStatistics(targets, history), health };
};

/** What the routes of this context are given. */
export const SYNCS = token<ReturnType<typeof all>>('SyncUseCases');

export const syncHistoryModule = new ContainerModule((to) => {
  provide(to, T.SyncRuns, (database, ids, config) => new KnexSyncRunStore(database, ids, config.settings.SYNC_LEASE_SECONDS), [T.Database, T.Ids, T.Config]);
  provide(to, T.SyncTargets, (database) => new KnexSyncTargets(database), [T.Database]);
  provide(
    to,
    T.SyncWork,
    (sources, roster, snapshots, clock, logger, loads) => new SyncWorkByType(new SyncHos(sources, roster, snapshots, clock, logger), loads),
    [T.HosSources, T.Roster, T.HosSnapshots, T.Clock, T.Logger, T.SyncLoads],
  );
  provide(
    to,
    T.PerformSyncRun,
    (runs, work, observer, timer, metrics, logger, config) =>
      new PerformSyncRun(runs, work, observer, timer, metrics, logger, (config.settings.SYNC_LEASE_SECONDS * 1000) / 3),
    [T.SyncRuns, T.SyncWork, T.SyncObserver, T.Timer, T.Metrics, T.Logger, T.Config],
  );
  provide(
    to,
    T.RequestSync,
    (targets, runs, perform, timer, stop) => new RequestSync(targets, runs, perform, timer, stop),
    [T.SyncTargets, T.SyncRuns, T.PerformSyncRun, T.Timer, T.Stop],
  );
  provide(to, T.RunDueSyncs, (runs, perform) => new RunDueSyncs(runs, perform), [T.SyncRuns, T.PerformSyncRun]);
  provide(
    to,
    T.SyncScheduler,
    (syncs, clock, timer, logger, { settings }) =>
      new SyncScheduler(syncs, clock, timer, logger, { scanSeconds: settings.SCHEDULER_SCAN_SECONDS, schedule: settings.HOS_SYNC_SCHEDULE }),
    [T.RunDueSyncs, T.Clock, T.Timer, T.Logger, T.Config],
  );
  provide(to, SYNCS, all, [T.RequestSync, T.SyncTargets, T.Database, INTEGRATIONS.health]);
});
