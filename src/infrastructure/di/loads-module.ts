import { ContainerModule } from 'inversify';
import { GetLoad } from '../../application/fleet-data/get-load.js';
import { ListLoads } from '../../application/fleet-data/list-loads.js';
import { LiveLoadReads } from '../../application/fleet-data/live-load-reads.js';
import { ReadActiveLoads } from '../../application/fleet-data/read-active-loads.js';
import { ReadOneLoad } from '../../application/fleet-data/read-one-load.js';
import { RecordedFetch } from '../../application/fleet-data/recorded-fetch.js';
import { SyncLoads } from '../../application/fleet-data/sync-loads.js';
import { KnexAssignableDrivers } from '../persistence/fleet-data/knex-assignable-drivers.js';
import { KnexLoadQueries } from '../persistence/fleet-data/knex-load-queries.js';
import { KnexLoadStore } from '../persistence/fleet-data/knex-load-store.js';
import { provide, token } from './token.js';
import { T } from './tokens.js';

/** What the routes of this context are given. */
export const LOADS = token<{ readonly list: ListLoads; readonly get: GetLoad }>('LoadUseCases');

const ONE = token<ReadOneLoad>('ReadOneLoad');
const LIVE = token<LiveLoadReads>('LiveLoadReads');

export const loadsModule = new ContainerModule((to) => {
  provide(to, T.LoadStore, (database) => new KnexLoadStore(database), [T.Database]);
  provide(to, T.LoadQueries, (database) => new KnexLoadQueries(database), [T.Database]);
  provide(to, T.AssignableDrivers, (database) => new KnexAssignableDrivers(database), [T.Database]);
  provide(to, T.ReadActiveLoads, (store, drivers, clock) => new ReadActiveLoads(store, drivers, clock), [T.LoadStore, T.AssignableDrivers, T.Clock]);
  provide(to, ONE, (store, drivers, clock) => new ReadOneLoad(store, drivers, clock), [T.LoadStore, T.AssignableDrivers, T.Clock]);
  provide(to, T.SyncLoads, (sources, activeLoads) => new SyncLoads(sources, activeLoads), [T.LoadSources, T.ReadActiveLoads]);
  provide(
    to,
    LIVE,
    (sources, activeLoads, oneLoad, contacts, logger) => new LiveLoadReads(sources, activeLoads, oneLoad, new RecordedFetch(contacts, logger)),
    [T.LoadSources, T.ReadActiveLoads, ONE, T.VendorContacts, T.Logger],
  );
  provide(
    to,
    LOADS,
    (queries, sources, live, clock, timer, { settings: { HOS_LIVE_READ_BUDGET_MS: budgetMs } }) => ({
      list: new ListLoads(queries, sources, live, clock, timer, budgetMs),
      get: new GetLoad(queries, sources, live, clock, timer, budgetMs),
    }),
    [T.LoadQueries, T.LoadSources, LIVE, T.Clock, T.Timer, T.Config],
  );
});
