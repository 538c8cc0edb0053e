import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '../src/infrastructure/persistence/embedded-postgres/embedded-postgres.js';
import { median } from './measurement.js';
import type { Measurement } from './measurement.js';

const ROUNDS = 5;
const PROJECT = new URL('../', import.meta.url).pathname;

/** `npm start` on the data of an earlier start, from the key press to the line that says it answers. */
export async function measureStart(): Promise<readonly Measurement[]> {
  const directory = mkdtempSync(join(tmpdir(), 'fleetbridge-bench-start-'));
  chmodSync(directory, 0o711);
  try {
    await npmStart(directory);
    const starts: number[] = [];
    const databases: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      starts.push(await npmStart(directory));
      databases.push(await databaseStart(directory));
    }
    return [
      { path: 'npm start to ready, existing data', measured: `${(median(starts) / 1000).toFixed(2)} s`, yardstick: '', ratio: undefined, value: median(starts) / 1000, target: { atMost: 3 } },
      { path: 'of which the database', measured: `${Math.round(median(databases))} ms`, yardstick: '', ratio: undefined, value: median(databases), target: { atMost: 100 }, note: 'ms' },
    ];
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

async function npmStart(dataDir: string): Promise<number> {
  const startedAt = performance.now();
  const { PATH = '', HOME = '/' } = process.env;
  const environment = { PATH, HOME, DATA_DIR: dataDir, PORT: '0' };
  const child = spawn('npm', ['start'], { cwd: PROJECT, env: environment, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  const ended = once(child, 'close');
  let printed = '';
  const ready = new Promise<number>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        printed += text;
        if (printed.includes('"service.started"')) resolve(performance.now() - startedAt);
      });
    }
    void ended.then(() => reject(new Error(`npm start failed: ${printed}`)));
  });
  const readyMs = await ready;
  // To npm and the service alike: npm ends at once, and the data must be at rest before they are used again.
  if (child.pid !== undefined) process.kill(-child.pid, 'SIGTERM');
  await ended;
  return readyMs;
}

async function databaseStart(dataDir: string): Promise<number> {
  const startedAt = performance.now();
  const server = await startEmbeddedPostgres({ dataDir });
  const startMs = performance.now() - startedAt;
  await server.stop();
  return startMs;
}
