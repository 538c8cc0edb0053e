import { Container, ContainerModule } from 'inversify';
import type { Logger } from '../../application/shared/logger.js';
import type { RequestScope } from '../../application/shared/request-scope.js';
import type { Config } from '../config/config.js';
import { PrometheusMetrics } from '../metrics/prometheus-metrics.js';
import { KnexFleetFigures } from '../persistence/knex-fleet-figures.js';
import type { Database } from '../persistence/database.js';
import { DatabaseReadiness } from '../persistence/database-readiness.js';
import { Retention } from '../persistence/retention.js';
import { RandomIdGenerator, SystemClock, SystemTimer } from '../runtime/system.js';
import type { VendorFolderRegistry } from '../vendors/vendor-folder-registry.js';
import { alertsModule } from './alerts-module.js';
import { fuelAndWeatherModule } from './fuel-and-weather-module.js';
import { fleetDataModule } from './fleet-data-module.js';
import { hoursOfServiceModule } from './hours-of-service-module.js';
import { identityModule } from './identity-module.js';
import { integrationsModule } from './integrations-module.js';
import { loadsModule } from './loads-module.js';
import { syncHistoryModule } from './sync-history-module.js';
import { webhooksModule } from './webhooks-module.js';
import { provide } from './token.js';
import { T } from './tokens.js';

export type { Container } from 'inversify';

/** What exists before the container does: it takes time or input to make. */
export interface Resources {
  readonly config: Config;
  readonly database: Database;
  readonly logger: Logger & RequestScope;
  readonly vendors: VendorFolderRegistry;
  /** Aborts when the process begins to stop. */
  readonly stop: AbortSignal;
}

/** Wires everything. `override` replaces bindings before anything is resolved; tests pass clocks and doubles there. */
export function createContainer(resources: Resources, override: (container: Container) => void = () => undefined): Container {
  const container = new Container({ defaultScope: 'Singleton' });
  container.load(processModule(resources), identityModule, integrationsModule, alertsModule, fleetDataModule, loadsModule, hoursOfServiceModule, fuelAndWeatherModule, syncHistoryModule, webhooksModule);
  override(container);
  return container;
}

function processModule({ config, database, logger, vendors, stop }: Resources): ContainerModule {
  return new ContainerModule((to) => {
    to.bind(T.Config).toConstantValue(config);
    to.bind(T.Database).toConstantValue(database);
    to.bind(T.Logger).toConstantValue(logger);
    to.bind(T.RequestScope).toConstantValue(logger);
    to.bind(T.VendorFolders).toConstantValue(vendors);
    to.bind(T.Stop).toConstantValue(stop);
    provide(to, T.Clock, () => new SystemClock(), []);
    provide(to, T.Timer, () => new SystemTimer(), []);
    provide(to, T.Ids, () => new RandomIdGenerator(), []);
    const metrics = new PrometheusMetrics(new KnexFleetFigures(database));
    to.bind(T.Metrics).toConstantValue(metrics);
    to.bind(T.MetricsPage).toConstantValue(metrics);
    provide(to, T.Readiness, () => new DatabaseReadiness(database, stop), []);
    provide(to, T.Retention, () => new Retention(database, config.settings.RETENTION_DAYS), []);
  });
}
