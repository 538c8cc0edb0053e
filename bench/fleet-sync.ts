import { readFileSync } from 'node:fs';
import { ServiceProcess } from '../test/support/service-process.js';
import type { BenchCluster } from './bench-cluster.js';
import { startBenchService } from './bench-service.js';
import type { BenchService } from './bench-service.js';
import { alternate, median } from './measurement.js';
import type { Measurement } from './measurement.js';
import { readAllPages } from './yardsticks/page-loop.js';

const DRIVERS = 10_000;
const LATENCY_MS = 20;
const ROUNDS = 5;

/** Syncs of a large fleet through the API: the roster and the clocks, page after page, from a vendor that takes 20 ms. */
export async function measureFleetSync(cluster: BenchCluster): Promise<readonly Measurement[]> {
  const vendor = await ServiceProcess.start({ DRIVERS: String(DRIVERS), LATENCY_MS: String(LATENCY_MS) }, { script: 'bench/yardsticks/simulator.ts' });
  const service = await startBenchService(await cluster.database('fleet_sync'), { MOCK_SAMSARA_API_URL: vendor.url });
  const sync = await connectFleet(service);
  const idle = memoryOf(service.process.pid, 'VmRSS');
  const first = await timed(sync);
  const rounds = await alternate(ROUNDS, () => timed(sync), () => readAllPages(vendor.url));
  const peak = memoryOf(service.process.pid, 'VmHWM');
  await Promise.all([service.process.kill('SIGTERM'), vendor.kill('SIGTERM')]);
  const pages = rounds.second[0]?.pages ?? 0;
  const floor = median(rounds.second.map(({ ms }) => ms));
  const line = (path: string, ms: number): Measurement => ({
    path,
    measured: `${Math.round(ms)} ms`,
    yardstick: `${Math.round(floor)} ms: ${pages} pages × ${(floor / pages).toFixed(1)} ms`,
    ratio: ms / floor,
    target: { atMost: 1.5 },
    note: `${(ms / (pages * LATENCY_MS)).toFixed(2)} × the ${LATENCY_MS} ms the vendor waits; the rest of its time is making and sending the page`,
  });
  return [
    line(`sync of ${DRIVERS} drivers`, median(rounds.first)),
    line('the same, first import', first),
    {
      path: 'memory over idle while syncing',
      measured: `${Math.round(peak - idle)} MB`,
      yardstick: `${Math.round(idle)} MB idle`,
      ratio: undefined,
      value: peak - idle,
      target: { atMost: 200 },
    },
  ];
}

async function connectFleet({ process, headers: authorization }: BenchService): Promise<() => Promise<Response>> {
  const headers = { ...authorization, 'Content-Type': 'application/json' };
  const made = await fetch(`${process.url}/api/v1/integrations`, {
    method: 'POST',
    headers,
    body: JSON.stringify({
      integration_type: 'HOS_ELD',
      vendor: 'MOCK_SAMSARA',
      display_name: 'Large fleet',
      credentials: { apiKey: 'token-of-nobody' },
      sync_interval_seconds: 86_400,
    }),
  });
  const { id } = (await made.json()) as { id: string };
  return () => fetch(`${process.url}/api/v1/integrations/${id}/sync`, { method: 'POST', headers });
}

async function timed(sync: () => Promise<Response>): Promise<number> {
  const startedAt = performance.now();
  const { status, error } = (await (await sync()).json()) as { status: string; error: unknown };
  if (status !== 'success') throw new Error(`The sync is ${status}: ${JSON.stringify(error)}`);
  return performance.now() - startedAt;
}

/** Megabytes, now (VmRSS) or at most so far (VmHWM); Linux only, elsewhere nothing is known. */
function memoryOf(pid: number, field: 'VmRSS' | 'VmHWM'): number {
  try {
    const kilobytes = new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return Number(kilobytes) / 1024;
  } catch {
    return Number.NaN;
  }
}
