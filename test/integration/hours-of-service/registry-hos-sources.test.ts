import { expect } from 'chai';
import { CircuitBreaker } from '../../../src/application/integrations/circuit-breaker.js';
import { OpenConnection } from '../../../src/application/integrations/open-connection.js';
import { VendorRateLimiter } from '../../../src/application/integrations/vendor-rate-limiter.js';
import { Secret } from '../../../src/domain/shared/secret.js';
import { KnexCircuitStore } from '../../../src/infrastructure/persistence/integrations/knex-circuit-store.js';
import { KnexCredentialStore } from '../../../src/infrastructure/persistence/integrations/knex-credential-store.js';
import { KnexIntegrationRepository } from '../../../src/infrastructure/persistence/integrations/knex-integration-repository.js';
import { KnexVendorRateStore } from '../../../src/infrastructure/persistence/integrations/knex-vendor-rate-store.js';
import { SystemClock, SystemTimer } from '../../../src/infrastructure/runtime/system.js';
import { CredentialCipher } from '../../../src/infrastructure/security/credential-cipher.js';
import { keyRingOf } from '../../../src/infrastructure/security/key-ring.js';
import { EgressGuard } from '../../../src/infrastructure/vendors/http/egress-guard.js';
import { RegistryHosSources } from '../../../src/infrastructure/vendors/registry-hos-sources.js';
import { VendorAccounts } from '../../../src/infrastructure/vendors/vendor-accounts.js';
import { VendorFolderRegistry } from '../../../src/infrastructure/vendors/vendor-folder-registry.js';
import { VendorSessions } from '../../../src/infrastructure/vendors/vendor-sessions.js';
import { describeHosSources } from '../../contracts/hours-of-service/hos-sources.contract.js';
import { RecordingLogger } from '../../support/recording-logger.js';
import { rejectionOf } from '../../support/rejection.js';
import { useFleetDatabase } from '../fleet-data/fleet-on-database.js';
import type { FleetOnDatabase } from '../fleet-data/fleet-on-database.js';

const LIMITS = {
  idleTimeoutMs: 400, attemptTimeoutMs: 600, operationDeadlineMs: 800, maxAttempts: 1, baseDelayMs: 1, maxDelayMs: 5, maxBodyBytes: 1_000,
};

const RULES = { failureThreshold: 5, successThreshold: 2, openMs: 60_000 };

function cipherWith(keyId: string): CredentialCipher {
  return new CredentialCipher(keyRingOf([{ id: keyId, key: new Secret(Buffer.alloc(32, keyId)) }]));
}

async function sourcesOn({ database }: FleetOnDatabase): Promise<RegistryHosSources> {
  const registry = await VendorFolderRegistry.load({ production: false, allowedHosts: [] });
  const integrations = new KnexIntegrationRepository(database);
  const connections = new OpenConnection(integrations, new KnexCredentialStore(database, cipherWith('k1')), registry);
  const [clock, timer] = [new SystemClock(), new SystemTimer()];
  const sessions = new VendorSessions({
    breaker: new CircuitBreaker(new KnexCircuitStore(database, RULES), clock, RULES),
    limiter: new VendorRateLimiter(new KnexVendorRateStore(database), clock, timer),
    registry,
    baseUrls: {},
    guard: new EgressGuard({ production: false, allowedHosts: [] }),
    limits: LIMITS,
    clock,
    timer,
    logger: new RecordingLogger(),
    observer: { attempt: () => undefined, retry: () => undefined },
    random: () => 0,
  });
  return new RegistryHosSources(new VendorAccounts(integrations, connections, sessions));
}

const API_KEY = { apiKey: new Secret('samsara_api_test') };

describe('HOS sources on PostgreSQL', () => {
  const { open } = useFleetDatabase();

  describeHosSources('the vendor registry', async () => {
    const fleet = await open();
    return {
      sources: await sourcesOn(fleet),
      given: fleet.given,
      connect: (tenantId, id) => new KnexCredentialStore(fleet.database, cipherWith('k1')).save(tenantId, id, API_KEY),
      loseKeys: (tenantId, id) => new KnexCredentialStore(fleet.database, cipherWith('k0')).save(tenantId, id, API_KEY),
      close: () => fleet.close(),
    };
  });

  it('throws VendorError rejected when the vendor is not in the registry any more', async () => {
    const fleet = await open();
    const tenantId = await fleet.given.tenant();
    const id = await fleet.given.integration(tenantId, { vendor: 'NO_SUCH_ELD' });
    const error = await rejectionOf((await sourcesOn(fleet)).open(tenantId, id, 'user'));
    expect(error).to.have.property('kind', 'rejected');
  });
});
