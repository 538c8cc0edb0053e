import { ConfigError, readConfig } from './infrastructure/config/config.js';
import { DEMO_LOGINS, DEMO_PASSWORD } from './infrastructure/demo/demo-tenant.js';
import { WinstonLogger } from './infrastructure/logging/winston-logger.js';
import { startService } from './service.js';
import type { RunningService } from './service.js';

const EXIT_BY_MS = 9_500;

async function main(): Promise<void> {
  const config = readConfig();
  const logger = WinstonLogger.toStdout(config.settings.LOG_LEVEL);
  const running: { service?: Promise<RunningService> } = {};
  const exit = async (code: number): Promise<void> => {
    process.exitCode = code;
    setTimeout(() => process.exit(code), EXIT_BY_MS).unref();
    // A signal in the middle of the start: what has been opened by then is closed in order too.
    const service = await running.service?.catch(() => undefined);
    await service?.stop();
    await logger.flush();
    process.exit(code);
  };
  const crash = (error: unknown): void => {
    logger.error('process.crashed', { error });
    void exit(1);
  };
  process.on('uncaughtException', crash);
  process.on('unhandledRejection', crash);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void exit(0));
  running.service = startService({ config, logger });
  const service = await running.service;
  if (config.demo) console.log(welcome(service));
}

function welcome({ url, demoDriver, simulators }: RunningService): string {
  const login = `{"email":"dispatcher@demo.example","password":"${DEMO_PASSWORD}"}`;
  const token = "node -pe 'JSON.parse(require(\"fs\").readFileSync(0)).access_token'";
  const trip = '[{"latitude":41.88,"longitude":-87.63},{"latitude":39.77,"longitude":-86.16},{"latitude":38.25,"longitude":-85.76}]';
  return `
Fleetbridge listens on ${url} (API description: ${url}/docs)

Demo logins, password ${DEMO_PASSWORD}:
${DEMO_LOGINS.map(({ email, role }) => `  ${email.padEnd(26)} ${role}`).join('\n')}

Simulated vendors with faults on request (open an address to see what it serves; any key will do):
${(simulators?.addresses ?? []).map(({ vendor, url: address, setting }) => `  ${vendor.padEnd(16)} ${address}${setting === undefined ? '  (config baseUrl)' : ''}`).join('\n')}

Three requests to try:
  TOKEN=$(curl -s -X POST ${url}/auth/login -H 'Content-Type: application/json' -d '${login}' | ${token})
  curl -s "${url}/api/v1/drivers/${demoDriver ?? ''}/hos" -H "Authorization: Bearer $TOKEN"
  curl -s -X POST ${url}/api/v1/route-briefings -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' -d '{"driver_id":"${demoDriver ?? ''}","waypoints":${trip}}'
`;
}

main().catch((error: unknown) => {
  // One clear line where we know the reason; a configuration error lists its reasons.
  console.error(error instanceof ConfigError ? error.message : `Fleetbridge cannot start: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
});
