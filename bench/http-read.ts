import http from 'node:http';
import load from 'autocannon';
import { ServiceProcess } from '../test/support/service-process.js';
import type { BenchCluster } from './bench-cluster.js';
import { startBenchService } from './bench-service.js';
import { refreshFleet, storeFleet } from './fleet-in-database.js';
import { alternate, median } from './measurement.js';
import type { Measurement } from './measurement.js';

const CONNECTIONS = 32;
const ROUNDS = 5;
const SECONDS = 4;
const SEQUENTIAL = 1_500;
const NODE_MAJOR = Number(process.versions.node.split('.')[0]);

interface Target {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly paths: readonly string[];
}

/** Reads of fresh hours: the whole service against bare servers with one select, each in a process of its own. */
export async function measureHttpReads(cluster: BenchCluster): Promise<readonly Measurement[]> {
  const url = await cluster.database('http_read');
  const service = await startBenchService(url, { HOS_CACHE_TTL_SECONDS: '3600', DATABASE_POOL_MAX: '10' });
  const { driverIds } = await storeFleet(url, service.tenantId, 200);
  const environment = { DATABASE_URL: url, TENANT_ID: service.tenantId };
  const bare = driverIds.map((id) => `/drivers/${id}`);
  const product = { url: service.process.url, headers: service.headers, paths: driverIds.map((id) => `/api/v1/drivers/${id}/hos`) };
  const express = await ServiceProcess.start(environment, { script: 'bench/yardsticks/express-select.ts' });
  const node = await ServiceProcess.start(environment, { script: 'bench/yardsticks/node-select.ts' });
  const expressTarget = { url: express.url, headers: {}, paths: bare };
  const nodeTarget = { url: node.url, headers: {}, paths: bare };
  for (const target of [product, expressTarget, nodeTarget]) await throughput(target, 2);
  const loaded = await alternate(ROUNDS, async () => {
    await refreshFleet(url);
    return throughput(product, SECONDS);
  }, () => throughput(expressTarget, SECONDS));
  const unloaded = await alternate(ROUNDS, () => sequentialP50(product), () => sequentialP50(nodeTarget));
  await Promise.all([service.process, express, node].map((process) => process.kill('SIGTERM')));
  return [throughputLine(loaded), latencyLine(unloaded)];
}

async function throughput({ url, headers, paths }: Target, duration: number): Promise<number> {
  const result = await load({ url, connections: CONNECTIONS, duration, headers, requests: paths.map((path) => ({ path })) });
  if (result.non2xx + result.errors > 0) throw new Error(`${url} answered ${result.non2xx} requests wrongly, ${result.errors} not at all.`);
  return result.requests.average;
}

/** One request after the other on one connection. */
async function sequentialP50({ url, headers, paths }: Target): Promise<number> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  const times: number[] = [];
  for (let n = 0; n < SEQUENTIAL; n += 1) {
    const startedAt = performance.now();
    await get(`${url}${paths[n % paths.length] ?? '/'}`, headers, agent);
    times.push(performance.now() - startedAt);
  }
  agent.destroy();
  return median(times);
}

function get(url: string, headers: Readonly<Record<string, string>>, agent: http.Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    http
      .get(url, { headers, agent }, (response) => {
        response.resume().once('end', () => {
          if (response.statusCode === 200) resolve();
          else reject(new Error(`${url} answered ${String(response.statusCode)}.`));
        });
      })
      .once('error', reject);
  });
}

type Rounds = Awaited<ReturnType<typeof alternate<number, number>>>;

function throughputLine({ first, second }: Rounds): Measurement {
  const [product, bare] = [median(first), median(second)];
  return {
    path: 'authenticated read of fresh hours, 32 connections',
    measured: `${Math.round(product)} requests/s`,
    yardstick: `${Math.round(bare)} requests/s: plain Express + one select`,
    ratio: product / bare,
    target: { atLeast: NODE_MAJOR >= 24 ? 0.65 : 1.4 },
  };
}

function latencyLine({ first, second }: Rounds): Measurement {
  const [product, bare] = [median(first), median(second)];
  return {
    path: 'the same, unloaded p50',
    measured: `${product.toFixed(3)} ms`,
    yardstick: `${bare.toFixed(3)} ms: node:http + one select`,
    ratio: product / bare,
    target: { atMost: 2 },
  };
}
