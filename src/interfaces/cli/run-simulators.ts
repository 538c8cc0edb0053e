import { startSimulators } from '../../infrastructure/simulators/simulators.js';

/** `npm run simulators`: the simulated vendors alone, on fixed ports of loopback, until Ctrl-C. */
async function main(): Promise<void> {
  const simulators = await startSimulators({}, { samsara: Number(process.argv[2] ?? 8101) });
  console.log(`Samsara (MOCK_SAMSARA_API_URL): ${simulators.samsara.url}`);
  process.once('SIGINT', () => void simulators.stop());
  process.once('SIGTERM', () => void simulators.stop());
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
