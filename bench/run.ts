import { startBenchCluster } from './bench-cluster.js';
import { measureHttpReads } from './http-read.js';
import { printTable } from './measurement.js';

const cluster = await startBenchCluster();
try {
  printTable(await measureHttpReads(cluster, process.argv.slice(2)));
} finally {
  await cluster.stop();
}
