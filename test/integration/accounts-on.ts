import { CircuitBreaker } from '../../src/application/integrations/circuit-breaker.js';
import { OpenConnection } from '../../src/application/integrations/open-connection.js';
import { VendorRateLimiter } from '../../src/application/integrations/vendor-rate-limiter.js';
import { Secret } from '../../src/domain/shared/secret.js';
import { KnexCircuitStore } from '../../src/infrastructure/persistence/integrations/knex-circuit-store.js';
import { KnexCredentialStore } from '../../src/infrastructure/persistence/integrations/knex-credential-store.js';
import { KnexIntegrationRepository } from '../../src/infrastructure/persistence/integrations/knex-integration-repository.js';
import { KnexVendorRateStore } from '../../src/infrastructure/persistence/integrations/knex-vendor-rate-store.js';
import { SystemClock, SystemTimer } from '../../src/infrastructure/runtime/system.js';
import { CredentialCipher } from '../../src/infrastructure/security/credential-cipher.js';
import { keyRingOf } from '../../src/infrastructure/security/key-ring.js';
import { EgressGuard } from '../../src/infrastructure/vendors/http/egress-guard.js';
import { VendorAccounts } from '../../src/infrastructure/vendors/vendor-accounts.js';
import { VendorFolderRegistry } from '../../src/infrastructure/vendors/vendor-folder-registry.js';
import { VendorSessions } from '../../src/infrastructure/vendors/vendor-sessions.js';
import { RecordingLogger } from '../support/recording-logger.js';
import type { FleetOnDatabase } from './fleet-data/fleet-on-database.js';

const LIMITS = {
  idleTimeoutMs: 400, attemptTimeoutMs: 600, operationDeadlineMs: 800, maxAttempts: 1, baseDelayMs: 1, maxDelayMs: 5, maxBodyBytes: 1_000,
};

const RULES = { failureThreshold: 5, successThreshold: 2, openMs: 60_000 };

/** Seals with a key of this id; one of another id opens nothing of it. */
export function cipherWith(keyId: string): CredentialCipher {
  return new CredentialCipher(keyRingOf([{ id: keyId, key: new Secret(Buffer.alloc(32, keyId)) }]));
}

/** The accounts of a fleet on its database, as the composition root wires them. */
export async function accountsOn({ database }: FleetOnDatabase): Promise<VendorAccounts> {
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
  return new VendorAccounts(integrations, connections, sessions);
}
