import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { Role } from '../../src/domain/identity/role.js';
import { toDriverId, toTenantId, toUserId } from '../../src/domain/shared/identifiers.js';
import type { TenantId, UserId } from '../../src/domain/shared/identifiers.js';
import { readConfig } from '../../src/infrastructure/config/config.js';
import type { Container } from '../../src/infrastructure/di/container.js';
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

export type Json = Readonly<Record<string, unknown>>;

/** An answer, read. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body when it is a JSON object, else empty. */
  readonly body: Json;
  /** The body when it is a JSON array, else empty. */
  readonly items: readonly Json[];
}

export interface CallOptions {
  readonly as?: TestPerson;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

/** A whole service on a database of its own and a free port, with simulated vendors. */
export class TestService {
  private constructor(
    readonly running: RunningService,
    readonly databaseUrl: string,
    readonly logger: RecordingLogger,
    private readonly databaseName: string | undefined,
  ) {}

  static async start(
    extra: Readonly<Record<string, string>> = {},
    override: (container: Container) => void = () => undefined,
  ): Promise<TestService> {
    const { name, url } = await createTestDatabase();
    return TestService.startOn(name, url, extra, override);
  }

  /** Another replica on the database of a running service. Stop it before that one. */
  static beside(first: TestService, extra: Readonly<Record<string, string>> = {}): Promise<TestService> {
    return TestService.startOn(undefined, first.databaseUrl, extra, () => undefined);
  }

  private static async startOn(
    name: string | undefined,
    url: string,
    extra: Readonly<Record<string, string>>,
    override: (container: Container) => void,
  ): Promise<TestService> {
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
  async call(method: string, path: string, options: CallOptions = {}): Promise<Response> {
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

  /** The same with the answer read. */
  async ask(method: string, path: string, options: CallOptions = {}): Promise<Answer> {
    const response = await this.call(method, path, options);
    const text = await response.text();
    const isJson = /json/.test(response.headers.get('Content-Type') ?? '') && text !== '';
    const parsed: unknown = isJson ? JSON.parse(text) : undefined;
    const items = Array.isArray(parsed) ? (parsed as Json[]) : [];
    const body = typeof parsed === 'object' && parsed !== null && items !== parsed ? (parsed as Json) : {};
    return { status: response.status, headers: response.headers, text, body, items };
  }

  /** Rows as the database's superuser sees them, behind row level security. */
  async rows(text: string, values: readonly unknown[] = []): Promise<readonly Json[]> {
    const client = new pg.Client({ connectionString: this.databaseUrl });
    await client.connect();
    try {
      return (await client.query<Json>(text, [...values])).rows;
    } finally {
      await client.end();
    }
  }

  async stop(): Promise<void> {
    await this.running.stop();
    if (this.databaseName !== undefined) await dropDatabase(this.databaseName);
  }
}
