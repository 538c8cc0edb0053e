import { chmodSync, lstatSync, mkdirSync } from 'node:fs';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';
import { errorCode } from './system-error.js';

/** Durable places outside the project, for what the server's user cannot reach inside it. Only root makes folders there. */
export const outsidePlaces = ['/var/lib/fleetbridge', '/var/tmp/fleetbridge'] as const;

/** Makes the directory, or takes an existing one only if it is ours and nobody else can write to it. */
export function ensureProtectedDirectory(directory: string): void {
  try {
    mkdirSync(directory);
    chmodSync(directory, 0o755);
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
  }
  if (!isProtectedDirectory(directory)) throw new EmbeddedPostgresError(`${directory} belongs to somebody else or others may write to it: remove it.`);
}

/** A real directory (no symlink), owned by us, not writable by group or others. */
export function isProtectedDirectory(directory: string): boolean {
  const found = lstatSync(directory, { throwIfNoEntry: false });
  return found !== undefined && found.isDirectory() && found.uid === process.getuid?.() && (found.mode & 0o022) === 0;
}

/** The first outside place that can be made and trusted. */
export function ensureOutsidePlace(): string {
  for (const place of outsidePlaces) {
    try {
      ensureProtectedDirectory(place);
      return place;
    } catch {
      // Read-only, or not ours: the next one.
    }
  }
  throw new EmbeddedPostgresError(`The database needs a folder that a user other than root can reach, and neither ${outsidePlaces.join(' nor ')} can be made: set DATA_DIR to one, or DATABASE_URL.`);
}
