import { ContainerModule } from 'inversify';
import { CircuitBreaker } from '../../application/integrations/circuit-breaker.js';
import { VendorRateLimiter } from '../../application/integrations/vendor-rate-limiter.js';
import type { CircuitRules } from '../../domain/integrations/circuit.js';
import { KnexCircuitQueries } from '../persistence/integrations/knex-circuit-queries.js';
import { KnexCircuitStore } from '../persistence/integrations/knex-circuit-store.js';
import { KnexVendorRateStore } from '../persistence/integrations/knex-vendor-rate-store.js';
import { CreateIntegration } from '../../application/integrations/create-integration.js';
import { DeleteIntegration } from '../../application/integrations/delete-integration.js';
import { GetIntegration } from '../../application/integrations/get-integration.js';
import { GetIntegrationHealth } from '../../application/integrations/get-integration-health.js';
import { ListCircuits } from '../../application/integrations/list-circuits.js';
import { ListIntegrations } from '../../application/integrations/list-integrations.js';
import { ListVendors } from '../../application/integrations/list-vendors.js';
import { OpenConnection } from '../../application/integrations/open-connection.js';
import { RotateCredentialKeys } from '../../application/integrations/rotate-credential-keys.js';
import { TestIntegration } from '../../application/integrations/test-integration.js';
import { TestUnsavedConnection } from '../../application/integrations/test-unsaved-connection.js';
import { UpdateIntegration } from '../../application/integrations/update-integration.js';
import { KnexAuditLog } from '../persistence/identity/knex-audit-log.js';
import { KnexCredentialRotation } from '../persistence/integrations/knex-credential-rotation.js';
import { KnexCredentialStore } from '../persistence/integrations/knex-credential-store.js';
import { KnexIntegrationContacts } from '../persistence/integrations/knex-integration-contacts.js';
import { KnexIntegrationHealthQueries } from '../persistence/integrations/knex-integration-health-queries.js';
import { KnexIntegrationRepository } from '../persistence/integrations/knex-integration-repository.js';
import { KnexUnitOfWork } from '../persistence/knex-unit-of-work.js';
import { CredentialCipher } from '../security/credential-cipher.js';
import { EgressGuard } from '../vendors/http/egress-guard.js';
import { DEFAULT_VENDOR_HTTP_LIMITS } from '../vendors/http/vendor-http-limits.js';
import type { Metrics } from '../../application/shared/metrics.js';
import type { VendorHttpObserver } from '../vendors/http/vendor-http-observer.js';
import type { VendorHttpLimits } from '../vendors/http/vendor-http-limits.js';
import { VendorAccounts } from '../vendors/vendor-accounts.js';
import { VendorConnectionTester } from '../vendors/vendor-connection-tester.js';
import { VendorSessions } from '../vendors/vendor-sessions.js';
import { egressOptionsOf } from '../config/config.js';
import type { Config } from '../config/config.js';
import { provide, token } from './token.js';
import { T } from './tokens.js';
import type { From } from './token.js';

const manage = (
  work: From<typeof T.IntegrationWork>,
  integrations: From<typeof T.Integrations>,
  credentials: From<typeof T.Credentials>,
  registry: From<typeof T.VendorRegistry>,
  ids: From<typeof T.Ids>,
  clock: From<typeof T.Clock>,
) => ({
  vendors: new ListVendors(registry),
  create: new CreateIntegration(work, registry, ids, clock),
  list: new ListIntegrations(integrations, credentials, registry),
  get: new GetIntegration(integrations, credentials, registry),
  update: new UpdateIntegration(work, registry, clock),
  remove: new DeleteIntegration(work),
});

const all = (
  managing: ReturnType<typeof manage>,
  registry: From<typeof T.VendorRegistry>,
  connections: OpenConnection,
  tester: From<typeof T.ConnectionTester>,
  contacts: From<typeof T.IntegrationContacts>,
  clock: From<typeof T.Clock>,
) => ({
  ...managing,
  test: new TestIntegration(connections, tester, contacts, clock),
  testUnsaved: new TestUnsavedConnection(registry, tester),
});

const MANAGE = token<ReturnType<typeof manage>>('ManageIntegrations');

/** What the routes of this context are given. */
export const INTEGRATIONS = {
  all: token<ReturnType<typeof all>>('IntegrationUseCases'),
  health: token<GetIntegrationHealth>('GetIntegrationHealth'),
  circuits: token<ListCircuits>('ListCircuits'),
};

export const integrationsModule = new ContainerModule((to) => {
  provide(to, T.VendorRegistry, (folders) => folders, [T.VendorFolders]);
  provide(to, T.EgressGuard, (config) => new EgressGuard(egressOptionsOf(config)), [T.Config]);
  provide(to, T.Circuits, (database, config) => new KnexCircuitStore(database, circuitRules(config)), [T.Database, T.Config]);
  provide(to, T.CircuitBreaker, (circuits, clock, config) => new CircuitBreaker(circuits, clock, circuitRules(config)), [T.Circuits, T.Clock, T.Config]);
  provide(to, T.VendorRates, (database) => new KnexVendorRateStore(database), [T.Database]);
  provide(to, T.VendorRateLimiter, (rates, clock, timer) => new VendorRateLimiter(rates, clock, timer), [T.VendorRates, T.Clock, T.Timer]);
  provide(
    to,
    T.VendorSessions,
    (config, registry, guard, clock, timer, logger, metrics, breaker, limiter) =>
      new VendorSessions({
        registry,
        baseUrls: config.vendorBaseUrls,
        guard,
        limits: limitsOf(config),
        clock,
        timer,
        logger,
        observer: observerOf(metrics),
        breaker,
        limiter,
        random: Math.random,
      }),
    [T.Config, T.VendorFolders, T.EgressGuard, T.Clock, T.Timer, T.Logger, T.Metrics, T.CircuitBreaker, T.VendorRateLimiter],
  );
  provide(to, T.CredentialCipher, (config) => new CredentialCipher(config.keyRing), [T.Config]);
  provide(to, T.Integrations, (database) => new KnexIntegrationRepository(database), [T.Database]);
  provide(to, T.Credentials, (database, cipher) => new KnexCredentialStore(database, cipher), [T.Database, T.CredentialCipher]);
  provide(
    to,
    T.IntegrationWork,
    (database, cipher) =>
      new KnexUnitOfWork(database, (scope) => ({
        integrations: new KnexIntegrationRepository(scope),
        credentials: new KnexCredentialStore(scope, cipher),
        audit: new KnexAuditLog(scope),
      })),
    [T.Database, T.CredentialCipher],
  );
  provide(to, T.IntegrationContacts, (database) => new KnexIntegrationContacts(database), [T.Database]);
  provide(to, T.ConnectionTester, (sessions, guard) => new VendorConnectionTester(sessions, guard), [T.VendorSessions, T.EgressGuard]);
  provide(to, T.OpenConnection, (integrations, credentials, registry) => new OpenConnection(integrations, credentials, registry), [T.Integrations, T.Credentials, T.VendorRegistry]);
  provide(
    to,
    T.VendorAccounts,
    (integrations, connections, sessions) => new VendorAccounts(integrations, connections, sessions),
    [T.Integrations, T.OpenConnection, T.VendorSessions],
  );
  provide(
    to,
    T.RotateCredentialKeys,
    (database, cipher) => new RotateCredentialKeys(new KnexCredentialRotation(database, cipher)),
    [T.Database, T.CredentialCipher],
  );
  provide(to, MANAGE, manage, [T.IntegrationWork, T.Integrations, T.Credentials, T.VendorRegistry, T.Ids, T.Clock]);
  provide(to, INTEGRATIONS.all, all, [MANAGE, T.VendorRegistry, T.OpenConnection, T.ConnectionTester, T.IntegrationContacts, T.Clock]);
  provide(
    to,
    INTEGRATIONS.health,
    (integrations, database, circuits, answers, config) =>
      new GetIntegrationHealth(
        integrations,
        new KnexIntegrationHealthQueries(database),
        circuits,
        answers,
        config.settings.HOS_STALE_ALERT_SECONDS,
      ),
    [T.Integrations, T.Database, T.CircuitQueries, T.HosAnswers, T.Config],
  );
  provide(to, T.CircuitQueries, (database) => new KnexCircuitQueries(database), [T.Database]);
  provide(to, INTEGRATIONS.circuits, (circuits) => new ListCircuits(circuits), [T.CircuitQueries]);
});

/** Counts what happens at vendors, for `/metrics`. */
export function observerOf(metrics: Metrics): VendorHttpObserver {
  return {
    attempt: (vendor, outcome) => { metrics.vendorRequest(vendor, outcome); },
    retry: (_vendor, outcome) => { metrics.vendorRetry(outcome); },
  };
}

function circuitRules({ settings }: Config): CircuitRules {
  return {
    failureThreshold: settings.CIRCUIT_FAILURE_THRESHOLD,
    successThreshold: settings.CIRCUIT_SUCCESS_THRESHOLD,
    openMs: settings.CIRCUIT_OPEN_SECONDS * 1000,
  };
}

function limitsOf({ settings }: Config): VendorHttpLimits {
  return {
    ...DEFAULT_VENDOR_HTTP_LIMITS,
    attemptTimeoutMs: settings.VENDOR_ATTEMPT_TIMEOUT_MS,
    operationDeadlineMs: settings.VENDOR_OPERATION_DEADLINE_MS,
    maxAttempts: settings.RETRY_MAX_ATTEMPTS,
    baseDelayMs: settings.RETRY_BASE_DELAY_MS,
    maxDelayMs: settings.RETRY_MAX_DELAY_MS,
  };
}
