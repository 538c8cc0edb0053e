import { startSamsaraSimulator } from '../../src/infrastructure/simulators/samsara/samsara-simulator.js';

/** A simulated Samsara in a process of its own, so that its work does not count as the service's. */
const { url } = await startSamsaraSimulator({ drivers: Number(process.env['DRIVERS']), latencyMs: Number(process.env['LATENCY_MS']) });
console.log(JSON.stringify({ message: 'service.started', url }));
