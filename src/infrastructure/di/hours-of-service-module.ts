import { ContainerModule } from 'inversify';
import { ImportRoster } from '../../application/fleet-data/import-roster.js';
import { EndHosOverride } from '../../application/hours-of-service/end-hos-override.js';
import { GetDriverHos } from '../../application/hours-of-service/get-driver-hos.js';
import type { HosSettings } from '../../application/hours-of-service/hos-settings.js';
import { ListHosBoard } from '../../application/hours-of-service/list-hos-board.js';
import { LiveHosReads } from '../../application/hours-of-service/live-hos-reads.js';
import { SetHosOverride } from '../../application/hours-of-service/set-hos-override.js';
import type { Config } from '../config/config.js';
import { KnexHosOverrideRepository } from '../persistence/hours-of-service/knex-hos-override-repository.js';
import { KnexHosQueries } from '../persistence/hours-of-service/knex-hos-queries.js';
import { KnexHosSnapshotStore } from '../persistence/hours-of-service/knex-hos-snapshot-store.js';
import { KnexAuditLog } from '../persistence/identity/knex-audit-log.js';
import { KnexUnitOfWork } from '../persistence/knex-unit-of-work.js';
import { ReplicaHosAnswers } from '../runtime/replica-hos-answers.js';
import { RegistryHosSources } from '../vendors/registry-hos-sources.js';
import { provide, token } from './token.js';
import type { From } from './token.js';
import { T } from './tokens.js';

const all = (
  queries: From<typeof T.HosQueries>,
  live: LiveHosReads,
  work: From<typeof T.HosWork>,
  clock: From<typeof T.Clock>,
  timer: From<typeof T.Timer>,
  metrics: From<typeof T.Metrics>,
  answers: From<typeof T.HosAnswers>,
  config: Config,
) => ({
  get: new GetDriverHos(queries, live, clock, timer, metrics, answers, hosSettings(config)),
  board: new ListHosBoard(queries, clock, hosSettings(config)),
  setOverride: new SetHosOverride(work, queries, clock),
  endOverride: new EndHosOverride(work),
});

/** What the routes of this context are given. */
export const HOURS_OF_SERVICE = token<ReturnType<typeof all>>('HosUseCases');

export const hoursOfServiceModule = new ContainerModule((to) => {
  provide(to, T.HosSources, (accounts) => new RegistryHosSources(accounts), [T.VendorAccounts]);
  provide(to, T.HosSnapshots, (database) => new KnexHosSnapshotStore(database), [T.Database]);
  provide(to, T.HosQueries, (database) => new KnexHosQueries(database), [T.Database]);
  provide(
    to,
    T.HosWork,
    (database) =>
      new KnexUnitOfWork(database, (scope) => ({ overrides: new KnexHosOverrideRepository(scope), audit: new KnexAuditLog(scope) })),
    [T.Database],
  );
  provide(
    to,
    T.Roster,
    (store) => {
      const roster = new ImportRoster(store);
      return { import: (input) => roster.execute(input), countLinked: (account) => store.countActive(account) };
    },
    [T.RosterStore],
  );
  provide(
    to,
    T.VendorContacts,
    (contacts, report) => ({
      succeeded: (tenantId, integrationId) => contacts.recordSuccess(tenantId, integrationId),
      failed: async (tenantId, integrationId, { kind: code, message }) => {
        await contacts.recordFailure(tenantId, integrationId, message);
        await report.execute({ tenantId, integrationId, outcome: { kind: 'failure', source: 'live', code, message } });
      },
    }),
    [T.IntegrationContacts, T.ReportOutcome],
  );
  provide(
    to,
    T.LiveHosReads,
    (sources, snapshots, roster, contacts, clock, logger) => new LiveHosReads(sources, snapshots, roster, contacts, clock, logger),
    [T.HosSources, T.HosSnapshots, T.Roster, T.VendorContacts, T.Clock, T.Logger],
  );
  provide(to, T.HosAnswers, (registry) => new ReplicaHosAnswers(registry), [T.VendorRegistry]);
  provide(to, HOURS_OF_SERVICE, all, [T.HosQueries, T.LiveHosReads, T.HosWork, T.Clock, T.Timer, T.Metrics, T.HosAnswers, T.Config]);
});

function hosSettings({ settings }: Config): HosSettings {
  return {
    freshSeconds: settings.HOS_CACHE_TTL_SECONDS,
    warnAfterSeconds: settings.HOS_STALE_WARNING_SECONDS,
    liveReadBudgetMs: settings.HOS_LIVE_READ_BUDGET_MS,
  };
}
