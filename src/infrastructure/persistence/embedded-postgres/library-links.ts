import { lstatSync, readFileSync, symlinkSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { errorCode } from './system-error.js';

/**
 * Makes the library symlinks that npm packages cannot carry and that the package's install script would make; npm 11
 * refuses install scripts. `native/pg-symlinks.json` lists them: `source` is the file, `target` the link beside it.
 * True when all are there; false when the folder cannot be written.
 */
export function ensureLibraryLinks(packageDirectory: string): boolean {
  for (const { source, target } of readLinks(packageDirectory)) {
    try {
      symlinkSync(basename(source), join(packageDirectory, target));
    } catch (error) {
      const code = errorCode(error);
      if (code === 'EEXIST' || exists(join(packageDirectory, target))) continue;
      if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return false;
      throw error;
    }
  }
  return true;
}

interface LibraryLink {
  readonly source: string;
  readonly target: string;
}

function readLinks(packageDirectory: string): readonly LibraryLink[] {
  const parsed: unknown = JSON.parse(readFileSync(join(packageDirectory, 'native/pg-symlinks.json'), 'utf8'));
  if (!Array.isArray(parsed) || !parsed.every(isLink)) throw new Error(`native/pg-symlinks.json in ${packageDirectory} is not a list of links`);
  return parsed;
}

function isLink(value: unknown): value is LibraryLink {
  if (typeof value !== 'object' || value === null || !('source' in value) || !('target' in value)) return false;
  const { source, target } = value;
  return typeof source === 'string' && typeof target === 'string' && dirname(source) === dirname(target) && !target.includes('..');
}

function exists(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}
