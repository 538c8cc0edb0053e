import type { DeliverOutbox } from '../../application/alerts/deliver-outbox.js';
import type { AlertChannel } from '../../application/alerts/ports/alert-channel.js';
import type { AlertDirectory } from '../../application/alerts/ports/alert-directory.js';
import type { AlertQueries } from '../../application/alerts/ports/alert-queries.js';
import type { AlertRepositories } from '../../application/alerts/ports/alert-repositories.js';
import type { AlertSettingsRepository } from '../../application/alerts/ports/alert-settings-repository.js';
import type { OutboxQueue } from '../../application/alerts/ports/outbox.js';
import type { ReportOutcome } from '../../application/alerts/report-outcome.js';
import type { WatchStaleness } from '../../application/alerts/watch-staleness.js';
import type { WriteIncident } from '../../application/alerts/write-incident.js';
import type { AuthenticateRequest } from '../../application/identity/authenticate-request.js';
import type { BootstrapAdmin } from '../../application/identity/bootstrap-admin.js';
import type { AccessTokenIssuer, AccessTokenVerifier } from '../../application/identity/ports/access-tokens.js';
import type { AccountStandings } from '../../application/identity/ports/account-standings.js';
import type { IdempotencyStore } from '../../application/identity/ports/idempotency-store.js';
import type { IdentityRepositories } from '../../application/identity/ports/identity-repositories.js';
import type { PasswordHasher } from '../../application/identity/ports/password-hasher.js';
import type { RequestLimiter } from '../../application/identity/ports/request-limiter.js';
import type { SecretGenerator } from '../../application/identity/ports/secret-generator.js';
import type { SessionStore } from '../../application/identity/ports/session-store.js';
import type { TenantRepository } from '../../application/identity/ports/tenant-repository.js';
import type { UserRepository } from '../../application/identity/ports/user-repository.js';
import type { LiveHosReads } from '../../application/hours-of-service/live-hos-reads.js';
import type { HosAnswerLog } from '../../application/hours-of-service/ports/hos-answer-log.js';
import type { HosQueries } from '../../application/hours-of-service/ports/hos-queries.js';
import type { HosRepositories } from '../../application/hours-of-service/ports/hos-repositories.js';
import type { HosSnapshotStore } from '../../application/hours-of-service/ports/hos-snapshot-store.js';
import type { HosSources } from '../../application/hours-of-service/ports/hos-sources.js';
import type { Roster } from '../../application/hours-of-service/ports/roster.js';
import type { VendorContacts } from '../../application/shared/vendor-contacts.js';
import type { DriverLinks } from '../../application/fleet-data/ports/driver-links.js';
import type { FuelPrices } from '../../application/fleet-data/fuel-prices.js';
import type { PlaceWeather } from '../../application/fleet-data/place-weather.js';
import type { RecordedFetch } from '../../application/fleet-data/recorded-fetch.js';
import type { FuelSources } from '../../application/fleet-data/ports/fuel-sources.js';
import type { AssignableDrivers } from '../../application/fleet-data/ports/assignable-drivers.js';
import type { LoadQueries } from '../../application/fleet-data/ports/load-queries.js';
import type { LoadSources } from '../../application/fleet-data/ports/load-sources.js';
import type { LoadStore } from '../../application/fleet-data/ports/load-store.js';
import type { ReadActiveLoads } from '../../application/fleet-data/read-active-loads.js';
import type { SyncLoads } from '../../application/fleet-data/sync-loads.js';
import type { WeatherSources } from '../../application/fleet-data/ports/weather-sources.js';
import type { RosterStore } from '../../application/fleet-data/ports/roster-store.js';
import type { CircuitBreaker } from '../../application/integrations/circuit-breaker.js';
import type { CircuitQueries } from '../../application/integrations/ports/circuit-queries.js';
import type { CircuitStore } from '../../application/integrations/ports/circuit-store.js';
import type { VendorRateStore } from '../../application/integrations/ports/vendor-rate-store.js';
import type { VendorRateLimiter } from '../../application/integrations/vendor-rate-limiter.js';
import type { OpenConnection } from '../../application/integrations/open-connection.js';
import type { ConnectionTester } from '../../application/integrations/ports/connection-tester.js';
import type { CredentialStore } from '../../application/integrations/ports/credential-store.js';
import type { IntegrationContacts } from '../../application/integrations/ports/integration-contacts.js';
import type { IntegrationRepositories } from '../../application/integrations/ports/integration-repositories.js';
import type { IntegrationRepository } from '../../application/integrations/ports/integration-repository.js';
import type { VendorWebhooks } from '../../application/integrations/ports/vendor-webhook.js';
import type { WebhookAddresses } from '../../application/integrations/ports/webhook-addresses.js';
import type { WebhookEffects } from '../../application/integrations/ports/webhook-effects.js';
import type { WebhookInbox } from '../../application/integrations/ports/webhook-inbox.js';
import type { ProcessWebhooks } from '../../application/integrations/process-webhooks.js';
import type { LastHosAnswers } from '../../application/integrations/ports/last-hos-answers.js';
import type { VendorRegistry } from '../../application/integrations/ports/vendor-registry.js';
import type { RotateCredentialKeys } from '../../application/integrations/rotate-credential-keys.js';
import type { Clock } from '../../application/shared/clock.js';
import type { IdGenerator } from '../../application/shared/id-generator.js';
import type { Logger } from '../../application/shared/logger.js';
import type { Metrics } from '../../application/shared/metrics.js';
import type { MetricsPage } from '../../application/shared/metrics-page.js';
import type { Readiness } from '../../application/shared/readiness.js';
import type { RequestScope } from '../../application/shared/request-scope.js';
import type { Timer } from '../../application/shared/timer.js';
import type { UnitOfWork } from '../../application/shared/unit-of-work.js';
import type { PerformSyncRun } from '../../application/sync-history/perform-sync-run.js';
import type { SyncRunStore } from '../../application/sync-history/ports/sync-run-store.js';
import type { SyncTargets } from '../../application/sync-history/ports/sync-targets.js';
import type { SyncObserver } from '../../application/sync-history/ports/sync-observer.js';
import type { SyncWork } from '../../application/sync-history/ports/sync-work.js';
import type { RequestSync } from '../../application/sync-history/request-sync.js';
import type { RunDueSyncs } from '../../application/sync-history/run-due-syncs.js';
import type { StartSync } from '../../application/sync-history/start-sync.js';
import type { WebhookTiming } from '../../domain/integrations/webhook-timing.js';
import type { Config } from '../config/config.js';
import type { Database } from '../persistence/database.js';
import type { Retention } from '../persistence/retention.js';
import type { SyncScheduler } from '../scheduling/sync-scheduler.js';
import type { WebhookJob } from '../scheduling/webhook-job.js';
import type { CredentialCipher } from '../security/credential-cipher.js';
import type { VendorAccounts } from '../vendors/vendor-accounts.js';
import type { VendorFolderRegistry } from '../vendors/vendor-folder-registry.js';
import type { VendorSessions } from '../vendors/vendor-sessions.js';
import type { EgressGuard } from '../vendors/http/egress-guard.js';
import { token } from './token.js';

/** Everything the container can make. */
export const T = {
  // the process
  Config: token<Config>('Config'),
  Stop: token<AbortSignal>('Stop'),
  Clock: token<Clock>('Clock'),
  Timer: token<Timer>('Timer'),
  Ids: token<IdGenerator>('Ids'),
  Logger: token<Logger>('Logger'),
  RequestScope: token<RequestScope>('RequestScope'),
  Metrics: token<Metrics>('Metrics'),
  MetricsPage: token<MetricsPage>('MetricsPage'),
  Readiness: token<Readiness>('Readiness'),
  Database: token<Database>('Database'),
  Retention: token<Retention>('Retention'),
  // identity
  Tenants: token<TenantRepository>('Tenants'),
  Users: token<UserRepository>('Users'),
  Sessions: token<SessionStore>('Sessions'),
  IdentityWork: token<UnitOfWork<IdentityRepositories>>('IdentityWork'),
  Passwords: token<PasswordHasher>('Passwords'),
  TokenIssuer: token<AccessTokenIssuer>('TokenIssuer'),
  TokenVerifier: token<AccessTokenVerifier>('TokenVerifier'),
  Standings: token<AccountStandings>('Standings'),
  Secrets: token<SecretGenerator>('Secrets'),
  RequestLimiter: token<RequestLimiter>('RequestLimiter'),
  Idempotency: token<IdempotencyStore>('Idempotency'),
  AuthenticateRequest: token<AuthenticateRequest>('AuthenticateRequest'),
  BootstrapAdmin: token<BootstrapAdmin>('BootstrapAdmin'),
  // integrations
  VendorFolders: token<VendorFolderRegistry>('VendorFolders'),
  VendorRegistry: token<VendorRegistry>('VendorRegistry'),
  EgressGuard: token<EgressGuard>('EgressGuard'),
  VendorSessions: token<VendorSessions>('VendorSessions'),
  VendorAccounts: token<VendorAccounts>('VendorAccounts'),
  Circuits: token<CircuitStore>('Circuits'),
  CircuitQueries: token<CircuitQueries>('CircuitQueries'),
  CircuitBreaker: token<CircuitBreaker>('CircuitBreaker'),
  VendorRates: token<VendorRateStore>('VendorRates'),
  VendorRateLimiter: token<VendorRateLimiter>('VendorRateLimiter'),
  CredentialCipher: token<CredentialCipher>('CredentialCipher'),
  Integrations: token<IntegrationRepository>('Integrations'),
  Credentials: token<CredentialStore>('Credentials'),
  IntegrationWork: token<UnitOfWork<IntegrationRepositories>>('IntegrationWork'),
  IntegrationContacts: token<IntegrationContacts>('IntegrationContacts'),
  ConnectionTester: token<ConnectionTester>('ConnectionTester'),
  OpenConnection: token<OpenConnection>('OpenConnection'),
  RotateCredentialKeys: token<RotateCredentialKeys>('RotateCredentialKeys'),
  // webhooks
  VendorWebhooks: token<VendorWebhooks>('VendorWebhooks'),
  WebhookTiming: token<WebhookTiming>('WebhookTiming'),
  WebhookAddresses: token<WebhookAddresses>('WebhookAddresses'),
  WebhookInbox: token<WebhookInbox>('WebhookInbox'),
  WebhookEffects: token<WebhookEffects>('WebhookEffects'),
  ProcessWebhooks: token<ProcessWebhooks>('ProcessWebhooks'),
  WebhookJob: token<WebhookJob>('WebhookJob'),
  // alerts
  AlertWork: token<UnitOfWork<AlertRepositories>>('AlertWork'),
  AlertSettings: token<AlertSettingsRepository>('AlertSettings'),
  AlertDirectory: token<AlertDirectory>('AlertDirectory'),
  AlertQueries: token<AlertQueries>('AlertQueries'),
  AlertChannel: token<AlertChannel>('AlertChannel'),
  OutboxQueue: token<OutboxQueue>('OutboxQueue'),
  WriteIncident: token<WriteIncident>('WriteIncident'),
  ReportOutcome: token<ReportOutcome>('ReportOutcome'),
  WatchStaleness: token<WatchStaleness>('WatchStaleness'),
  DeliverOutbox: token<DeliverOutbox>('DeliverOutbox'),
  // fleet data
  RosterStore: token<RosterStore>('RosterStore'),
  DriverLinks: token<DriverLinks>('DriverLinks'),
  LoadSources: token<LoadSources>('LoadSources'),
  LoadStore: token<LoadStore>('LoadStore'),
  LoadQueries: token<LoadQueries>('LoadQueries'),
  AssignableDrivers: token<AssignableDrivers>('AssignableDrivers'),
  ReadActiveLoads: token<ReadActiveLoads>('ReadActiveLoads'),
  SyncLoads: token<SyncLoads>('SyncLoads'),
  FuelSources: token<FuelSources>('FuelSources'),
  WeatherSources: token<WeatherSources>('WeatherSources'),
  OnDemandContacts: token<VendorContacts>('OnDemandContacts'),
  RecordedFetch: token<RecordedFetch>('RecordedFetch'),
  FuelPrices: token<FuelPrices>('FuelPrices'),
  PlaceWeather: token<PlaceWeather>('PlaceWeather'),
  // hours of service
  HosSources: token<HosSources>('HosSources'),
  HosSnapshots: token<HosSnapshotStore>('HosSnapshots'),
  HosQueries: token<HosQueries>('HosQueries'),
  HosWork: token<UnitOfWork<HosRepositories>>('HosWork'),
  Roster: token<Roster>('Roster'),
  VendorContacts: token<VendorContacts>('VendorContacts'),
  LiveHosReads: token<LiveHosReads>('LiveHosReads'),
  HosAnswers: token<HosAnswerLog & LastHosAnswers>('HosAnswers'),
  // sync history
  SyncRuns: token<SyncRunStore>('SyncRuns'),
  SyncTargets: token<SyncTargets>('SyncTargets'),
  SyncWork: token<SyncWork>('SyncWork'),
  SyncObserver: token<SyncObserver>('SyncObserver'),
  PerformSyncRun: token<PerformSyncRun>('PerformSyncRun'),
  RequestSync: token<RequestSync>('RequestSync'),
  RunDueSyncs: token<RunDueSyncs>('RunDueSyncs'),
  StartSync: token<StartSync>('StartSync'),
  SyncScheduler: token<SyncScheduler>('SyncScheduler'),
};
