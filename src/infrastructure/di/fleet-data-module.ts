import { ContainerModule } from 'inversify';
import { AddDriver } from '../../application/fleet-data/add-driver.js';
import { GetDriver } from '../../application/fleet-data/get-driver.js';
import { ListDrivers } from '../../application/fleet-data/list-drivers.js';
import { UpdateDriver } from '../../application/fleet-data/update-driver.js';
import type { Config } from '../config/config.js';
import type { Database } from '../persistence/database.js';
import { HosIntegrationLinks } from '../persistence/fleet-data/hos-integration-links.js';
import { KnexDriverQueries } from '../persistence/fleet-data/knex-driver-queries.js';
import { KnexDriverRepository } from '../persistence/fleet-data/knex-driver-repository.js';
import { KnexRosterStore } from '../persistence/fleet-data/knex-roster-store.js';
import { RegistryFuelSources } from '../vendors/registry-fuel-sources.js';
import { RegistryLoadSources } from '../vendors/registry-load-sources.js';
import { RegistryWeatherSources } from '../vendors/registry-weather-sources.js';
import { provide, token } from './token.js';
import type { From } from './token.js';
import { T } from './tokens.js';

const drivers = (database: Database, links: From<typeof T.DriverLinks>, clock: From<typeof T.Clock>, { settings }: Config) => {
  const repository = new KnexDriverRepository(database);
  const queries = new KnexDriverQueries(database);
  return {
    list: new ListDrivers(queries, clock, settings.HOS_CACHE_TTL_SECONDS),
    get: new GetDriver(queries, clock, settings.HOS_CACHE_TTL_SECONDS),
    add: new AddDriver(repository, links),
    update: new UpdateDriver(repository, links),
  };
};

/** What the routes of this context are given. */
export const DRIVERS = token<ReturnType<typeof drivers>>('DriverUseCases');

export const fleetDataModule = new ContainerModule((to) => {
  provide(to, T.RosterStore, (database) => new KnexRosterStore(database), [T.Database]);
  provide(to, T.DriverLinks, (integrations) => new HosIntegrationLinks(integrations), [T.Integrations]);
  provide(to, T.LoadSources, (accounts) => new RegistryLoadSources(accounts), [T.VendorAccounts]);
  provide(to, T.FuelSources, (accounts) => new RegistryFuelSources(accounts), [T.VendorAccounts]);
  provide(to, T.WeatherSources, (accounts) => new RegistryWeatherSources(accounts), [T.VendorAccounts]);
  provide(
    to,
    T.OnDemandContacts,
    (contacts, report) => ({
      succeeded: async (tenantId, integrationId) => {
        await contacts.succeeded(tenantId, integrationId);
        await report.execute({ tenantId, integrationId, outcome: { kind: 'success' } });
      },
      failed: (tenantId, integrationId, error) => contacts.failed(tenantId, integrationId, error),
    }),
    [T.VendorContacts, T.ReportOutcome],
  );
  provide(to, DRIVERS, drivers, [T.Database, T.DriverLinks, T.Clock, T.Config]);
});
