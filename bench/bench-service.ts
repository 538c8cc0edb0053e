import { ServiceProcess } from '../test/support/service-process.js';

const ADMIN = { email: 'admin@bench.example', password: 'bench-password-of-nobody' };

export interface BenchService {
  readonly process: ServiceProcess;
  readonly tenantId: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** The service with everything on, as `npm start` with a database runs it, and an administrator's token. */
export async function startBenchService(databaseUrl: string, extra: Readonly<Record<string, string>> = {}): Promise<BenchService> {
  const environment = {
    PORT: '0',
    DATABASE_URL: databaseUrl,
    JWT_SECRET: 'only-the-bench-knows-this-0123456789abcdef',
    JWT_TTL_SECONDS: '86400',
    CREDENTIALS_ENCRYPTION_KEYS: `k1:${'5a'.repeat(32)}`,
    BOOTSTRAP_ADMIN_EMAIL: ADMIN.email,
    BOOTSTRAP_ADMIN_PASSWORD: ADMIN.password,
    INTEGRATION_RATE_LIMIT_PER_MINUTE: '10000',
    ...extra,
  };
  const process = await ServiceProcess.start(environment);
  const login = await fetch(`${process.url}/auth/login`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(ADMIN),
  });
  const { access_token: token } = (await login.json()) as { access_token: string };
  const headers = { Authorization: `Bearer ${token}` };
  const me = (await (await fetch(`${process.url}/auth/me`, { headers })).json()) as { tenant_id: string };
  return { process, tenantId: me.tenant_id, headers };
}
