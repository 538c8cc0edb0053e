import type { OpenIdentity } from './open-identity.js';
import { CountingIds } from '../../support/doubles/counting-ids.js';
import { CountingSecrets } from '../../support/doubles/identity/counting-secrets.js';
import { FixedMonitoringToken } from '../../support/doubles/identity/fixed-monitoring-token.js';
import { IdentityTables } from '../../support/doubles/identity/identity-tables.js';
import { InMemoryAccountStandings } from '../../support/doubles/identity/in-memory-account-standings.js';
import { InMemoryAuditLog } from '../../support/doubles/identity/in-memory-audit-log.js';
import { InMemoryIdempotencyStore } from '../../support/doubles/identity/in-memory-idempotency-store.js';
import { InMemoryRequestLimiter } from '../../support/doubles/identity/in-memory-request-limiter.js';
import { someTenant } from '../../support/doubles/identity/people.js';
import { ReadableTokens } from '../../support/doubles/identity/readable-tokens.js';
import { SaltedPasswordHasher } from '../../support/doubles/identity/salted-password-hasher.js';
import { OWN_TRANSACTIONS } from '../../support/doubles/in-memory-unit-of-work.js';
import { ManualClock } from '../../support/doubles/manual-clock.js';
import { describeAccessTokenIssuer, describeAccessTokens } from './access-tokens.contract.js';
import { describeAccountStandings } from './account-standings.contract.js';
import { describeAuditLog } from './audit-log.contract.js';
import { describeIdempotencyStore } from './idempotency-store.contract.js';
import { describeMonitoringToken } from './monitoring-token.contract.js';
import { describePasswordHasher } from './password-hasher.contract.js';
import { describeRequestLimiter } from './request-limiter.contract.js';
import { describeSecretGenerator } from './secret-generator.contract.js';
import { describeSessionStore } from './session-store.contract.js';
import { describeTenantRepository } from './tenant-repository.contract.js';
import { describeUnitOfWork } from './unit-of-work.contract.js';
import { describeUserRepository } from './user-repository.contract.js';

const DOUBLE = 'in memory';
const close = (): Promise<void> => Promise.resolve();

async function openIdentity(): Promise<OpenIdentity> {
  const tables = new IdentityTables();
  const repositories = { ...tables.repositories(OWN_TRANSACTIONS), audit: new InMemoryAuditLog(tables.audit) };
  return { repositories, work: tables.unitOfWork(), close };
}

describeTenantRepository(DOUBLE, openIdentity);
describeUserRepository(DOUBLE, openIdentity);
describeSessionStore(DOUBLE, openIdentity);
describeAuditLog(DOUBLE, openIdentity);
describeUnitOfWork(DOUBLE, openIdentity);
describePasswordHasher(DOUBLE, () => new SaltedPasswordHasher());
describeSecretGenerator(DOUBLE, () => new CountingSecrets());
describeMonitoringToken(DOUBLE, (token) => new FixedMonitoringToken(token));

describeAccessTokens('readable tokens', async () => {
  const clock = new ManualClock();
  const tokens = new ReadableTokens(clock);
  return { verifier: tokens, clock, sign: async (claims) => tokens.sign(claims), close };
});

describeAccessTokenIssuer('readable tokens', () => {
  const clock = new ManualClock();
  const tokens = new ReadableTokens(clock);
  return { verifier: tokens, issuer: tokens, clock };
});

describeAccountStandings(DOUBLE, async () => {
  const clock = new ManualClock();
  const tables = new IdentityTables();
  return {
    standings: new InMemoryAccountStandings(tables, clock),
    foreign: new InMemoryAccountStandings(tables, clock, true),
    repositories: tables.repositories(OWN_TRANSACTIONS),
    pass: async (milliseconds) => clock.advance(milliseconds),
    close,
  };
});

describeRequestLimiter(DOUBLE, async () => {
  const clock = new ManualClock();
  return { limiter: new InMemoryRequestLimiter(clock), pass: async (seconds) => clock.advance(seconds * 1000), close };
});

describeIdempotencyStore(DOUBLE, async () => {
  const clock = new ManualClock();
  const store = new InMemoryIdempotencyStore(clock, new CountingIds());
  return { store, tenant: async () => someTenant().id, pass: async (seconds) => clock.advance(seconds * 1000), close };
});
