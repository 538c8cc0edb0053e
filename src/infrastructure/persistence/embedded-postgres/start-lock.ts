import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';
import { processIdentity } from './process-identity.js';
import { errorCode } from './system-error.js';

const POLL_MS = 5;

/**
 * Runs `work` while no other process runs work under the same directory; a holder that died is passed over.
 *
 * The lock is a row of numbered files; the highest number is the holder, or free when it is empty. One takes the lock by
 * hard-linking a finished claim to the next number, which only one process can. The highest file is never deleted, so a
 * slow process that judged an old holder dead cannot take a lock that somebody took since: the race of "delete the
 * stale lock file" does not exist.
 */
export async function withStartLock<T>(directory: string, work: () => Promise<T>, timeoutMs = 180_000): Promise<T> {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const claim = join(directory, `.${process.pid}-${randomBytes(6).toString('hex')}`);
  writeFileSync(claim, `${process.pid} ${processIdentity(process.pid) ?? ''}`);
  let held: string | undefined;
  try {
    const deadline = Date.now() + timeoutMs;
    while ((held = tryTake(directory, claim)) === undefined) {
      if (Date.now() > deadline) throw new EmbeddedPostgresError(`Another process holds the start lock ${directory} for too long.`);
      await sleep(POLL_MS);
    }
    return await work();
  } finally {
    if (held !== undefined) truncateSync(held, 0);
    rmSync(claim, { force: true });
  }
}

function tryTake(directory: string, claim: string): string | undefined {
  const last = highestNumber(directory);
  if (last > 0 && isHeld(join(directory, String(last)))) return undefined;
  const mine = join(directory, String(last + 1));
  try {
    linkSync(claim, mine);
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return undefined;
    throw error;
  }
  if (highestNumber(directory) !== last + 1) {
    rmSync(mine, { force: true });
    return undefined;
  }
  sweep(directory, last + 1);
  return mine;
}

function highestNumber(directory: string): number {
  return readdirSync(directory).reduce((highest, name) => (/^\d+$/.test(name) ? Math.max(highest, Number(name)) : highest), 0);
}

function isHeld(file: string): boolean {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    // Swept by a newer holder between our listing and our look: look again.
    if (errorCode(error) === 'ENOENT') return true;
    throw error;
  }
  const [pid, identity] = text.split(' ');
  return pid !== undefined && pid !== '' && processIdentity(Number(pid)) === identity;
}

/** Removes lower numbers and the claims of processes that died while they waited. */
function sweep(directory: string, current: number): void {
  for (const name of readdirSync(directory)) {
    const waiting = /^\.(\d+)-/.exec(name);
    const dead = waiting === null ? Number(name) < current : processIdentity(Number(waiting[1])) === undefined;
    if (dead) rmSync(join(directory, name), { force: true });
  }
}
