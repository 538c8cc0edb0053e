import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { processIdentity } from './process-identity.js';

/** Registers this process as a user of the server; the returned file is its registration. Call under the start lock. */
export function registerUser(directory: string): string {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const registration = join(directory, `${process.pid}-${randomBytes(6).toString('hex')}`);
  writeFileSync(registration, processIdentity(process.pid) ?? '');
  return registration;
}

/** Takes a registration back; a second time changes nothing. */
export function removeUser(registration: string): void {
  rmSync(registration, { force: true });
}

/** How many registrations belong to processes that live; those of dead ones, and of recycled pids, are removed. */
export function countUsers(directory: string): number {
  let users = 0;
  // The data directory may have been deleted under a running server.
  for (const name of existsSync(directory) ? readdirSync(directory) : []) {
    const file = join(directory, name);
    if (processIdentity(Number(name.split('-')[0])) === readFileSync(file, 'utf8')) users += 1;
    else rmSync(file, { force: true });
  }
  return users;
}
