import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '../src/infrastructure/persistence/embedded-postgres/embedded-postgres.js';
import { median } from './measurement.js';
import type { Measurement } from './measurement.js';

const ROUNDS = 3;
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
  const child = spawn('npm', ['start'], { cwd: PROJECT, env: { PATH, HOME, DATA_DIR: dataDir, PORT: '0' }, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  let printed = '';
  for await (const chunk of child.stdout) {
    printed += String(chunk);
    if (printed.includes('"service.started"')) break;
  }
  const readyMs = performance.now() - startedAt;
  child.kill('SIGTERM');
  await ended;
  if (!printed.includes('"service.started"')) throw new Error(`npm start failed: ${printed}`);
  return readyMs;
}

async function databaseStart(dataDir: string): Promise<number> {
  const startedAt = performance.now();
  const server = await startEmbeddedPostgres({ dataDir });
  const startMs = performance.now() - startedAt;
  await server.stop();
  return startMs;
}
