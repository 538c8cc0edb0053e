import { randomUUID } from 'node:crypto';
import type { Container } from 'inversify';
import type { Role } from '../../src/domain/identity/role.js';
import { toDriverId, toTenantId, toUserId } from '../../src/domain/shared/identifiers.js';
import type { TenantId, UserId } from '../../src/domain/shared/identifiers.js';
import { readConfig } from '../../src/infrastructure/config/config.js';
import { resolve } from '../../src/infrastructure/di/token.js';
import { T } from '../../src/infrastructure/di/tokens.js';
import { ScryptPasswordHasher } from '../../src/infrastructure/security/scrypt-password-hasher.js';
import { Secret } from '../../src/domain/shared/secret.js';
import { startService } from '../../src/service.js';
import type { RunningService } from '../../src/service.js';
import { dropDatabase } from './embedded-cluster.js';
import { RecordingLogger } from './recording-logger.js';
import { createTestDatabase } from './test-database.js';

export const TEST_JWT_SECRET = 'a-secret-only-the-tests-know-0123456789';
export const TEST_PASSWORD = 'correct horse battery';
/** Cheap on purpose: tests log in often. */
const CHEAP = { N: 2 ** 10, r: 8, p: 1 };

/** Settings of a test service; the scheduler is off unless a test turns it on. */
export function testEnvironment(databaseUrl: string, extra: Readonly<Record<string, string>> = {}): Record<string, string> {
  return {
    NODE_ENV: 'test',
    PORT: '0',
    DATABASE_URL: databaseUrl,
    DATABASE_POOL_MAX: '5',
    JWT_SECRET: TEST_JWT_SECRET,
    CREDENTIALS_ENCRYPTION_KEYS: `k1:${'5a'.repeat(32)}`,
    ENABLE_SCHEDULER: 'false',
    LOG_LEVEL: 'debug',
    RETRY_BASE_DELAY_MS: '5',
    RETRY_MAX_DELAY_MS: '20',
    ...extra,
  };
}

export interface TestPerson {
  readonly tenantId: TenantId;
  readonly userId: UserId;
  readonly email: string;
  readonly role: Role;
  /** A valid access token, issued without a login. */
  readonly token: string;
}

/** A whole service on a database of its own and a free port, with simulated vendors. */
export class TestService {
  private constructor(
    readonly running: RunningService,
    readonly databaseUrl: string,
    readonly logger: RecordingLogger,
    private readonly databaseName: string,
  ) {}

  static async start(
    extra: Readonly<Record<string, string>> = {},
    override: (container: Container) => void = () => undefined,
  ): Promise<TestService> {
    const { name, url } = await createTestDatabase();
    const logger = new RecordingLogger();
    const withCheapPasswords = (container: Container): void => {
      container.rebind(T.Passwords).toConstantValue(new ScryptPasswordHasher(CHEAP));
      override(container);
    };
    const running = await startService({ config: readConfig(testEnvironment(url, extra)), logger, override: withCheapPasswords });
    return new TestService(running, url, logger, name);
  }

  get url(): string {
    return this.running.url;
  }

  async addTenant(name = 'Test tenant'): Promise<TenantId> {
    const tenant = { id: toTenantId(randomUUID()), name, isActive: true, createdAt: new Date() };
    await resolve(this.running.container, T.IdentityWork).runAsSystem(({ tenants }) => tenants.add(tenant));
    return tenant.id;
  }

  /** A person with password `TEST_PASSWORD` and a token. */
  async addPerson(tenantId: TenantId, role: Role, driverId?: string): Promise<TestPerson> {
    const { container } = this.running;
    const userId = toUserId(randomUUID());
    const email = `${userId}@example.com`;
    const driver = driverId === undefined ? undefined : toDriverId(driverId);
    const passwordHash = await resolve(container, T.Passwords).hash(new Secret(TEST_PASSWORD));
    const user = { id: userId, tenantId, email, name: undefined, passwordHash, role, permissions: [], driverId: driver, isActive: true, createdAt: new Date() };
    await resolve(container, T.IdentityWork).runAsSystem(({ users }) => users.add(user));
    const principal = { userId, tenantId, role, permissions: [], driverId: driver, email, sessionId: undefined };
    const { token } = await resolve(container, T.TokenIssuer).issue(principal);
    return { tenantId, userId, email, role, token };
  }

  /** A request with a JSON body, as this person when one is given. */
  async call(method: string, path: string, options: { as?: TestPerson; body?: unknown; headers?: Record<string, string> } = {}): Promise<Response> {
    const { as, body, headers = {} } = options;
    return fetch(`${this.url}${path}`, {
      method,
      headers: {
        ...(as !== undefined && { Authorization: `Bearer ${as.token}` }),
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      redirect: 'manual',
    });
  }

  async stop(): Promise<void> {
    await this.running.stop();
    await dropDatabase(this.databaseName);
  }
}
