import { ContainerModule } from 'inversify';
import { AuthenticateRequest } from '../../application/identity/authenticate-request.js';
import { AuthorizeMetrics } from '../../application/identity/authorize-metrics.js';
import { BootstrapAdmin } from '../../application/identity/bootstrap-admin.js';
import { ChangePassword } from '../../application/identity/change-password.js';
import { CreateTenant } from '../../application/identity/create-tenant.js';
import { CreateUser } from '../../application/identity/create-user.js';
import { DeleteUser } from '../../application/identity/delete-user.js';
import { GetOwnAccount } from '../../application/identity/get-own-account.js';
import { GetTenant } from '../../application/identity/get-tenant.js';
import { GetUser } from '../../application/identity/get-user.js';
import { LimitRequests } from '../../application/identity/limit-requests.js';
import { ListAudit } from '../../application/identity/list-audit.js';
import { ListTenants } from '../../application/identity/list-tenants.js';
import { ListUsers } from '../../application/identity/list-users.js';
import { LogIn } from '../../application/identity/log-in.js';
import { LogOut } from '../../application/identity/log-out.js';
import { RefreshSession } from '../../application/identity/refresh-session.js';
import { RepeatRequest } from '../../application/identity/repeat-request.js';
import { ScopeRequest } from '../../application/identity/scope-request.js';
import { StartSession } from '../../application/identity/start-session.js';
import { UpdateTenant } from '../../application/identity/update-tenant.js';
import { UpdateUser } from '../../application/identity/update-user.js';
import type { Config } from '../config/config.js';
import type { Database } from '../persistence/database.js';
import { KnexAccountStandings } from '../persistence/identity/knex-account-standings.js';
import { KnexAuditLog } from '../persistence/identity/knex-audit-log.js';
import { KnexIdempotencyStore } from '../persistence/identity/knex-idempotency-store.js';
import { KnexRequestLimiter } from '../persistence/identity/knex-request-limiter.js';
import { KnexSessionStore } from '../persistence/identity/knex-session-store.js';
import { KnexTenantRepository } from '../persistence/identity/knex-tenant-repository.js';
import { KnexUserRepository } from '../persistence/identity/knex-user-repository.js';
import { KnexUnitOfWork } from '../persistence/knex-unit-of-work.js';
import { ConfiguredMonitoringToken } from '../security/configured-monitoring-token.js';
import { HmacTokenIssuer, JoseTokenVerifier, hmacSignature, jwksSignature } from '../security/jose-access-tokens.js';
import { RandomSecretGenerator } from '../security/random-secret-generator.js';
import { RingContentDigest } from '../security/ring-content-digest.js';
import { ScryptPasswordHasher } from '../security/scrypt-password-hasher.js';
import { provide, token } from './token.js';
import type { From } from './token.js';
import { T } from './tokens.js';

const guards = (
  authenticate: AuthenticateRequest,
  tenants: From<typeof T.Tenants>,
  limiter: From<typeof T.RequestLimiter>,
  idempotency: From<typeof T.Idempotency>,
  config: Config,
) => ({
  authenticate,
  scope: new ScopeRequest(tenants),
  limit: new LimitRequests(limiter),
  repeat: new RepeatRequest(idempotency),
  changesPerMinute: config.settings.INTEGRATION_RATE_LIMIT_PER_MINUTE,
});

const signIn = (
  work: From<typeof T.IdentityWork>,
  passwords: From<typeof T.Passwords>,
  limiter: From<typeof T.RequestLimiter>,
  sessions: From<typeof T.Sessions>,
  issuer: From<typeof T.TokenIssuer>,
  secrets: From<typeof T.Secrets>,
  ids: From<typeof T.Ids>,
  clock: From<typeof T.Clock>,
  timer: From<typeof T.Timer>,
) => ({
  logIn: new LogIn(work, passwords, limiter, new StartSession(sessions, issuer, secrets, ids, clock), timer),
  refresh: new RefreshSession(work, issuer, secrets, clock),
});

const account = (
  entry: ReturnType<typeof signIn>,
  sessions: From<typeof T.Sessions>,
  standings: From<typeof T.Standings>,
  users: From<typeof T.Users>,
  work: From<typeof T.IdentityWork>,
  passwords: From<typeof T.Passwords>,
  config: Config,
) => ({
  ...entry,
  logOut: new LogOut(sessions, standings),
  ownAccount: new GetOwnAccount(users),
  changePassword: new ChangePassword(work, passwords),
  localLogin: config.jwksUrl === undefined,
});

const tenantUse = (work: From<typeof T.IdentityWork>, tenants: From<typeof T.Tenants>, ids: From<typeof T.Ids>, clock: From<typeof T.Clock>) => ({
  create: new CreateTenant(work, ids, clock),
  list: new ListTenants(work),
  get: new GetTenant(tenants),
  update: new UpdateTenant(work),
});

const userUse = (
  work: From<typeof T.IdentityWork>,
  users: From<typeof T.Users>,
  passwords: From<typeof T.Passwords>,
  standings: From<typeof T.Standings>,
  ids: From<typeof T.Ids>,
  clock: From<typeof T.Clock>,
  database: Database,
) => ({
  create: new CreateUser(work, passwords, ids, clock),
  list: new ListUsers(users),
  get: new GetUser(users),
  update: new UpdateUser(work, passwords, standings),
  remove: new DeleteUser(work, standings),
  audit: new ListAudit(new KnexAuditLog(database)),
});

const SIGN_IN = token<ReturnType<typeof signIn>>('SignIn');

/** What the routes of this context are given. */
export const IDENTITY = {
  guards: token<ReturnType<typeof guards>>('Guards'),
  account: token<ReturnType<typeof account>>('AccountUseCases'),
  tenants: token<ReturnType<typeof tenantUse>>('TenantUseCases'),
  users: token<ReturnType<typeof userUse>>('UserUseCases'),
  authorizeMetrics: token<AuthorizeMetrics>('AuthorizeMetrics'),
};

export const identityModule = new ContainerModule((to) => {
  provide(to, T.Tenants, (database) => new KnexTenantRepository(database), [T.Database]);
  provide(to, T.Users, (database) => new KnexUserRepository(database), [T.Database]);
  provide(to, T.Sessions, (database) => new KnexSessionStore(database), [T.Database]);
  provide(
    to,
    T.IdentityWork,
    (database) =>
      new KnexUnitOfWork(database, (scope) => ({
        tenants: new KnexTenantRepository(scope),
        users: new KnexUserRepository(scope),
        sessions: new KnexSessionStore(scope),
        audit: new KnexAuditLog(scope),
      })),
    [T.Database],
  );
  provide(to, T.Passwords, () => new ScryptPasswordHasher(), []);
  provide(to, T.Secrets, () => new RandomSecretGenerator(), []);
  provide(to, T.TokenIssuer, (config, clock) => new HmacTokenIssuer(config.jwtSecret, tokenSettings(config), clock), [T.Config, T.Clock]);
  provide(to, T.TokenVerifier, (config, clock) => new JoseTokenVerifier(signatureOf(config), tokenSettings(config), clock), [T.Config, T.Clock]);
  provide(to, T.Standings, (database, config) => new KnexAccountStandings(database, config.jwksUrl !== undefined), [T.Database, T.Config]);
  provide(to, T.RequestLimiter, (database) => new KnexRequestLimiter(database), [T.Database]);
  provide(to, T.Idempotency, (database, config, ids) => new KnexIdempotencyStore(database, new RingContentDigest(config.keyRing), ids), [T.Database, T.Config, T.Ids]);
  provide(to, T.AuthenticateRequest, (tokens, standings) => new AuthenticateRequest(tokens, standings), [T.TokenVerifier, T.Standings]);
  provide(to, T.BootstrapAdmin, (work, passwords, ids, clock) => new BootstrapAdmin(work, passwords, ids, clock), [T.IdentityWork, T.Passwords, T.Ids, T.Clock]);
  provide(to, IDENTITY.guards, guards, [T.AuthenticateRequest, T.Tenants, T.RequestLimiter, T.Idempotency, T.Config]);
  provide(to, SIGN_IN, signIn, [T.IdentityWork, T.Passwords, T.RequestLimiter, T.Sessions, T.TokenIssuer, T.Secrets, T.Ids, T.Clock, T.Timer]);
  provide(to, IDENTITY.account, account, [SIGN_IN, T.Sessions, T.Standings, T.Users, T.IdentityWork, T.Passwords, T.Config]);
  provide(to, IDENTITY.tenants, tenantUse, [T.IdentityWork, T.Tenants, T.Ids, T.Clock]);
  provide(to, IDENTITY.users, userUse, [T.IdentityWork, T.Users, T.Passwords, T.Standings, T.Ids, T.Clock, T.Database]);
  provide(
    to,
    IDENTITY.authorizeMetrics,
    (authenticate, config) => new AuthorizeMetrics(authenticate, new ConfiguredMonitoringToken(config.metricsToken)),
    [T.AuthenticateRequest, T.Config],
  );
});

function tokenSettings({ settings }: Config): { issuer: string; audience: string; ttlSeconds: number } {
  return { issuer: settings.JWT_ISSUER, audience: settings.JWT_AUDIENCE, ttlSeconds: settings.JWT_TTL_SECONDS };
}

function signatureOf({ jwksUrl, jwtSecret }: Config): ConstructorParameters<typeof JoseTokenVerifier>[0] {
  return jwksUrl === undefined ? hmacSignature(jwtSecret) : jwksSignature(jwksUrl);
}
