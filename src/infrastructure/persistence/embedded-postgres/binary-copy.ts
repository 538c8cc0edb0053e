import { createHash, randomBytes } from 'node:crypto';
import { chmodSync, cpSync, lstatSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';
import { ensureLibraryLinks } from './library-links.js';
import { ensureProtectedDirectory, isProtectedDirectory } from './protected-directory.js';
import { errorCode } from './system-error.js';

/**
 * A copy of the npm package's binaries below `root` that every user can read, with its library links; made once, then
 * found again. It appears by one rename, so two processes at once end with one copy, and a copy cut short is never used.
 */
export function ensureBinaryCopy(packageDirectory: string, root: string): { readonly directory: string; readonly made: boolean } {
  const directory = join(root, copyName(packageDirectory));
  const made = lstatSync(directory, { throwIfNoEntry: false }) === undefined;
  if (made) makeCopy(packageDirectory, directory);
  if (!isProtectedDirectory(directory)) throw new EmbeddedPostgresError(`${directory} belongs to somebody else or others may write to it: remove it.`);
  return { directory, made };
}

/** Version and build: another version, or other binaries of the same version, get another copy. */
function copyName(packageDirectory: string): string {
  const description = readFileSync(join(packageDirectory, 'package.json'), 'utf8');
  const version = /"version":\s*"([\w.+-]+)"/.exec(description)?.[1] ?? 'unknown';
  const bin = join(packageDirectory, 'native/bin');
  const sizes = readdirSync(bin).map((name) => `${name}:${statSync(join(bin, name)).size}`);
  const build = createHash('sha256').update(`${description}${sizes.join()}`).digest('hex').slice(0, 12);
  return `postgres-${version}-${build}`;
}

function makeCopy(packageDirectory: string, directory: string): void {
  const draft = `${directory}.${process.pid}-${randomBytes(6).toString('hex')}`;
  try {
    ensureProtectedDirectory(draft);
    cpSync(join(packageDirectory, 'native'), join(draft, 'native'), { recursive: true, verbatimSymlinks: true });
    ensureLibraryLinks(draft);
    makeReadable(draft);
    renameSync(draft, directory);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    const code = errorCode(error);
    // Another process finished the same copy first.
    if (code !== 'EEXIST' && code !== 'ENOTEMPTY') throw error;
  }
}

/** A strict umask at `npm ci` leaves files that only their owner can read. */
function makeReadable(path: string): void {
  const found = lstatSync(path);
  if (found.isSymbolicLink()) return;
  chmodSync(path, found.isDirectory() || (found.mode & 0o100) !== 0 ? 0o755 : 0o644);
  if (found.isDirectory()) for (const name of readdirSync(path)) makeReadable(join(path, name));
}
