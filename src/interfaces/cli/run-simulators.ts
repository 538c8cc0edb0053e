import { startSimulators } from '../../infrastructure/simulators/simulators.js';

/** `npm run simulators`: the simulated vendors alone on loopback, until Ctrl-C. */
async function main(): Promise<void> {
  const simulators = await startSimulators({});
  for (const { vendor, url, setting } of simulators.addresses) console.log(`${vendor.padEnd(16)} ${setting ?? 'config baseUrl'}=${url}`);
  process.once('SIGINT', () => void simulators.stop());
  process.once('SIGTERM', () => void simulators.stop());
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
