import { killAll } from '../test/support/service-process.js';
import { startBenchCluster } from './bench-cluster.js';
import { measureFleetSync } from './fleet-sync.js';
import { measureHttpReads } from './http-read.js';
import { printTable } from './measurement.js';
import type { Measurement } from './measurement.js';
import { measureSnapshotUpsert } from './snapshot-upsert.js';
import { measureStart } from './start-time.js';

/** Everything, or the named parts: `npm run bench -- reads upsert`. */
const wanted = process.argv.slice(2);
const cluster = await startBenchCluster();
// An impatient person's Ctrl-C leaves no server behind either; what is cut off by that is nobody's concern any more.
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    process.on('uncaughtException', () => undefined).on('unhandledRejection', () => undefined);
    void cluster.stop().finally(() => process.exit(1));
  });
}
const parts: Readonly<Record<string, () => Promise<readonly Measurement[]>>> = {
  reads: () => measureHttpReads(cluster),
  sync: () => measureFleetSync(cluster),
  upsert: () => measureSnapshotUpsert(cluster),
  start: () => measureStart(),
};
try {
  const lines: Measurement[] = [];
  for (const [name, measure] of Object.entries(parts)) {
    if (wanted.length === 0 || wanted.includes(name)) lines.push(...(await measure()));
  }
  printTable(lines);
} finally {
  await killAll();
  await cluster.stop();
}
