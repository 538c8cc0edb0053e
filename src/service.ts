import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Logger } from './application/shared/logger.js';
import type { RequestScope } from './application/shared/request-scope.js';
import type { DriverId } from './domain/shared/identifiers.js';
import type { Config } from './infrastructure/config/config.js';
import { loadDemoTenant } from './infrastructure/demo/demo-tenant.js';
import { egressOptionsOf } from './infrastructure/config/config.js';
import { createContainer } from './infrastructure/di/container.js';
import type { Container } from './infrastructure/di/container.js';
import { DRIVERS } from './infrastructure/di/fleet-data-module.js';
import { IDENTITY } from './infrastructure/di/identity-module.js';
import { INTEGRATIONS } from './infrastructure/di/integrations-module.js';
import { resolve } from './infrastructure/di/token.js';
import { T } from './infrastructure/di/tokens.js';
import { openDatabase } from './infrastructure/persistence/open-database.js';
import type { OpenedDatabase } from './infrastructure/persistence/open-database.js';
import { translateDatabaseError } from './infrastructure/persistence/translate-database-error.js';
import { runAlertJobs } from './infrastructure/scheduling/alert-jobs.js';
import { startRetentionJob } from './infrastructure/scheduling/retention-job.js';
import { startSimulatedFleet, startSimulators } from './infrastructure/simulators/simulators.js';
import type { RunningSimulators } from './infrastructure/simulators/simulators.js';
import { VendorFolderRegistry } from './infrastructure/vendors/vendor-folder-registry.js';
import { createApp } from './interfaces/http/app.js';
import { closeHttpServer, createHttpServer } from './interfaces/http/http-server.js';
import { allRoutes, serviceRoutes } from './routes.js';

export const VERSION = '0.1.0';
const DRAIN_MS = 8_000;

export interface ServiceOptions {
  readonly config: Config;
  readonly logger: Logger & RequestScope;
  /** Replaces bindings before anything is resolved. */
  readonly override?: (container: Container) => void;
}

export interface RunningService {
  readonly url: string;
  readonly container: Container;
  readonly simulators: RunningSimulators | undefined;
  /** A driver of the demo tenant, when the demo runs. */
  readonly demoDriver: DriverId | undefined;
  /** Stops taking work, finishes or hands back what is in flight, closes everything. */
  stop(): Promise<void>;
}

/** Database → container → demo → HTTP and scheduler. Resolves when the service answers; leaves nothing open when it cannot. */
export async function startService({ config: configured, logger, override }: ServiceOptions): Promise<RunningService> {
  const simulators = await simulatorsFor(configured);
  const config = simulators === undefined ? configured : { ...configured, vendorBaseUrls: simulators.baseUrls };
  let opened: OpenedDatabase | undefined;
  try {
    opened = await openDatabase(config, logger);
    return await serve({ config, logger, override, simulators, opened });
  } catch (error) {
    await simulators?.stop();
    await opened?.close();
    throw error;
  }
}

/** The demo has every vendor simulated, other installations on a developer's machine the mock fleet only, production none. */
async function simulatorsFor({ production, demo, vendorBaseUrls }: Config): Promise<RunningSimulators | undefined> {
  if (production) return undefined;
  return demo ? startSimulators(vendorBaseUrls) : startSimulatedFleet(vendorBaseUrls);
}

interface Ground {
  readonly config: Config;
  readonly logger: Logger & RequestScope;
  readonly override: ServiceOptions['override'];
  readonly simulators: RunningSimulators | undefined;
  readonly opened: OpenedDatabase;
}

async function serve({ config, logger, override, simulators, opened }: Ground): Promise<RunningService> {
  const stopping = new AbortController();
  const { database } = opened;
  const vendors = await VendorFolderRegistry.load(egressOptionsOf(config));
  const container = createContainer({ config, database, logger, vendors, stop: stopping.signal }, override);
  const demoDriver = await prepareTenants(container, config);
  const server = await listen(container, config, logger);
  const background = startBackground(container, config, logger, stopping.signal);
  const { port } = server.address() as AddressInfo;
  const url = `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}`;
  logger.info('service.started', { url, role: config.settings.FLEETBRIDGE_ROLE, version: VERSION });
  let stopped: Promise<void> | undefined;
  const stop = (): Promise<void> => (stopped ??= shutDown({ stopping, server, background, container, opened, simulators, logger }));
  return { url, container, simulators, demoDriver, stop };
}

async function prepareTenants(container: Container, { bootstrapAdmin, demo }: Config): Promise<DriverId | undefined> {
  if (bootstrapAdmin !== undefined) await resolve(container, T.BootstrapAdmin).execute(bootstrapAdmin.email, bootstrapAdmin.password);
  if (!demo) return undefined;
  return loadDemoTenant({
    work: resolve(container, T.IdentityWork),
    passwords: resolve(container, T.Passwords),
    ids: resolve(container, T.Ids),
    clock: resolve(container, T.Clock),
    createIntegration: resolve(container, INTEGRATIONS.all).create,
    listIntegrations: resolve(container, INTEGRATIONS.all).list,
    requestSync: resolve(container, T.RequestSync),
    listDrivers: resolve(container, DRIVERS).list,
  });
}

async function listen(container: Container, config: Config, logger: Logger & RequestScope): Promise<Server> {
  const app = createApp({
    routes: config.settings.FLEETBRIDGE_ROLE === 'worker' ? serviceRoutes(container) : allRoutes(container),
    guards: resolve(container, IDENTITY.guards),
    logger,
    requestScope: logger,
    translate: translateDatabaseError,
    corsOrigins: config.corsOrigins,
    trustProxy: config.trustProxy,
    version: VERSION,
  });
  const server = createHttpServer(app);
  await new Promise<void>((done, failed) => {
    server.once('error', failed);
    server.listen(config.settings.PORT, config.host, done);
  });
  return server;
}

async function startBackground(container: Container, config: Config, logger: Logger, stop: AbortSignal): Promise<void> {
  const { FLEETBRIDGE_ROLE: role, ENABLE_SCHEDULER: enabled } = config.settings;
  if (role === 'api' || !enabled) return;
  startRetentionJob(resolve(container, T.Retention), logger, stop);
  const jobs = {
    watch: resolve(container, T.WatchStaleness),
    deliver: resolve(container, T.DeliverOutbox),
    timer: resolve(container, T.Timer),
    logger,
  };
  await Promise.all([resolve(container, T.SyncScheduler).run(stop), runAlertJobs(jobs, stop), resolve(container, T.WebhookJob).run(stop)]);
}

interface Parts {
  readonly stopping: AbortController;
  readonly server: Server;
  readonly background: Promise<void>;
  readonly container: Container;
  readonly opened: OpenedDatabase;
  readonly simulators: RunningSimulators | undefined;
  readonly logger: Logger;
}

async function shutDown({ stopping, server, background, container, opened, simulators, logger }: Parts): Promise<void> {
  logger.info('service.stopping');
  stopping.abort();
  const closed = closeHttpServer(server);
  const drained = Promise.all([closed, background, resolve(container, T.PerformSyncRun).settled()]);
  const late = new AbortController();
  await Promise.race([drained, resolve(container, T.Timer).sleep(DRAIN_MS, late.signal)]);
  late.abort();
  server.closeAllConnections();
  await simulators?.stop();
  await opened.close();
  logger.info('service.stopped');
}
