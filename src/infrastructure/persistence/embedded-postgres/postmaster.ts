import { existsSync, readFileSync, readlinkSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';
import { processCommand, processIdentity } from './process-identity.js';

export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  /** `starting`, `ready`, `stopping`; empty while the server has not written it yet. */
  readonly status: string;
}

/** What the server says of itself in postmaster.pid: pid on line 1, port on line 4, status on line 8. It may be long dead. */
export function readPostmaster(cluster: string): Postmaster | undefined {
  let lines: readonly string[];
  try {
    lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return undefined;
  }
  const pid = Math.abs(Number(lines[0]));
  return pid > 0 ? { pid, port: Number(lines[3]), status: (lines[7] ?? '').trim() } : undefined;
}

/**
 * Whether the pid is a PostgreSQL server on this cluster; a program that got a dead server's pid is none, nor is another
 * cluster's server. A server whose directory was moved while it ran (its own path leads nowhere) counts as ours.
 */
export function isServerOf(cluster: string, pid: number): boolean {
  if (processIdentity(pid) === undefined) return false;
  // Its children call themselves "postgres: ...".
  const [, asked] = /^.*?postgres -D ?(.+?)(?: -|$)/.exec(processCommand(pid)) ?? [];
  if (asked === undefined) return false;
  const served = workingDirectory(pid) ?? asked;
  return !existsSync(served) || realpathSync(served) === realpathSync(cluster);
}

/** A server works in its cluster directory, also after it was moved. Unknown to a root without the right to trace. */
function workingDirectory(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return undefined;
  }
}

/** Waits until the server has left its start or its stop behind; undefined when it is gone. */
export async function settledPostmaster(cluster: string, deadline: number): Promise<Postmaster | undefined> {
  for (;;) {
    const found = readPostmaster(cluster);
    if (found === undefined || !isServerOf(cluster, found.pid)) return undefined;
    if (found.status === 'ready') return found;
    if (Date.now() > deadline) throw new EmbeddedPostgresError(`The database server (pid ${found.pid}) on ${cluster} stays "${found.status}" for too long.`);
    await sleep(5);
  }
}

/** Fast shutdown: sessions are cut, what is committed is kept. After 8 s without success immediate, which recovery mends. */
export async function stopPostmaster(pid: number): Promise<void> {
  const identity = processIdentity(pid);
  const gone = (): boolean => processIdentity(pid) !== identity;
  for (const [signal, patienceMs] of [['SIGINT', 8_000], ['SIGQUIT', 5_000], ['SIGKILL', 2_000]] as const) {
    if (identity === undefined || gone()) return;
    process.kill(pid, signal);
    for (const deadline = Date.now() + patienceMs; !gone() && Date.now() < deadline; ) await sleep(3);
  }
}
