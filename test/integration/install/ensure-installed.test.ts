import { expect } from 'chai';
import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const PROJECT = realpathSync(join(import.meta.dirname, '../../..'));
const SCRIPT = 'scripts/ensure-installed.mjs';

interface Entry {
  readonly version: string;
  readonly integrity?: string;
  readonly optional?: boolean;
  readonly dev?: boolean;
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
}

type Packages = Record<string, Entry>;

interface Outcome {
  readonly code: number | null;
  readonly printed: string;
  readonly complained: string;
  /** The arguments of every npm that was started. */
  readonly npm: readonly string[];
}

const LOCKED: Packages = {
  'node_modules/a': { version: '1.0.0', integrity: 'sha512-a' },
  'node_modules/a/node_modules/b': { version: '2.0.0' },
  'node_modules/tool': { version: '3.0.0', dev: true },
};

const elsewhere = process.platform === 'linux' ? 'darwin' : 'linux';

describe('ensure-installed', function () {
  this.timeout(20_000);
  let directory: string;
  const children: ChildProcess[] = [];

  beforeEach(() => {
    directory = realpathSync(mkdtempSync(join(tmpdir(), 'fleetbridge-install-test-')));
    mkdirSync(join(directory, 'scripts'));
    copyFileSync(join(PROJECT, SCRIPT), join(directory, SCRIPT));
    // Does what npm ci does, as far as the script can see: takes a while, then all is there. It never touches the network.
    fakeNpm('sleep 0.3; cp -R "$PREPARED/." node_modules/');
  });

  afterEach(() => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
    rmSync(directory, { recursive: true, force: true });
  });

  function fakeNpm(body: string): void {
    mkdirSync(join(directory, 'bin'), { recursive: true });
    const script = `#!/bin/sh\necho "$@" >> "${directory}/npm.log"\nmkdir -p node_modules\nPREPARED="${directory}/prepared/node_modules"\n${body}\n`;
    writeFileSync(join(directory, 'bin/npm'), script, { mode: 0o755 });
  }

  function write(locked: Packages, installed: Packages | undefined): void {
    writeFileSync(join(directory, 'package-lock.json'), JSON.stringify({ lockfileVersion: 3, packages: { '': { name: 'p' }, ...locked } }));
    writeInstalled(join(directory, 'prepared'), locked);
    if (installed !== undefined) writeInstalled(directory, installed);
  }

  function start(environment: Record<string, string> = {}): ChildProcess {
    const env = { PATH: [join(directory, 'bin'), process.env.PATH].join(delimiter), TMPDIR: directory, ...environment };
    const child = spawn(process.execPath, [join(directory, SCRIPT)], { cwd: '/', env, stdio: ['ignore', 'pipe', 'pipe'] });
    children.push(child);
    return child;
  }

  async function run(environment: Record<string, string> = {}): Promise<Outcome> {
    return outcome(start(environment));
  }

  async function outcome(child: ChildProcess): Promise<Outcome> {
    let printed = '';
    let complained = '';
    child.stdout?.on('data', (chunk: Buffer) => (printed += chunk.toString()));
    child.stderr?.on('data', (chunk: Buffer) => (complained += chunk.toString()));
    const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
    return { code, printed, complained, npm: npmRuns() };
  }

  function npmRuns(): readonly string[] {
    const log = join(directory, 'npm.log');
    return existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n') : [];
  }

  const silent = { code: 0, printed: '', complained: '', npm: [] };

  describe('finds all there, prints nothing and starts no npm', () => {
    const cases: readonly (readonly [string, Packages, Packages, Record<string, string>?])[] = [
      ['with 3 packages as locked', LOCKED, LOCKED],
      ['with 1 more than locked', LOCKED, { ...LOCKED, 'node_modules/extra': { version: '1.0.0' } }],
      ['without 1 optional package of another system', { ...LOCKED, 'node_modules/o': { version: '1.0.0', optional: true, os: [elsewhere] } }, LOCKED],
      ['without 1 optional package that excludes this system', { ...LOCKED, 'node_modules/o': { version: '1.0.0', optional: true, os: [`!${process.platform}`] } }, LOCKED],
      ['without 1 optional package of another processor', { ...LOCKED, 'node_modules/o': { version: '1.0.0', optional: true, os: [process.platform], cpu: ['mips'] } }, LOCKED],
      ['without 1 development package in production', LOCKED, without(LOCKED, 'node_modules/tool'), { NODE_ENV: 'production' }],
    ];
    for (const [what, locked, installed, environment] of cases) {
      it(what, async () => {
        write(locked, installed);
        expect(await run(environment)).to.deep.equal(silent);
      });
    }

    it('with the 400 and more packages of this project, at best of 3 within 200 ms', () => {
      const times = [1, 2, 3].map(() => {
        const started = performance.now();
        const ended = spawnSync(process.execPath, [join(PROJECT, SCRIPT)], { encoding: 'utf8', env: { PATH: join(directory, 'bin'), TMPDIR: directory } });
        expect({ code: ended.status, printed: ended.stdout, complained: ended.stderr }).to.deep.equal({ code: 0, printed: '', complained: '' });
        return performance.now() - started;
      });
      expect(npmRuns()).to.deep.equal([]);
      expect(Math.min(...times)).to.be.below(200);
    });
  });

  describe('runs npm ci once and says why in 1 line', () => {
    const cases: readonly (readonly [string, Packages, Packages | undefined, string])[] = [
      ['without node_modules', LOCKED, undefined, 'node_modules is missing or incomplete'],
      ['without 1 package', LOCKED, without(LOCKED, 'node_modules/a/node_modules/b'), 'node_modules/a/node_modules/b is missing'],
      ['with 1 other version', LOCKED, { ...LOCKED, 'node_modules/a': { version: '1.0.1', integrity: 'sha512-a' } }, 'node_modules/a is 1.0.1, not 1.0.0'],
      ['without 1 development package', LOCKED, without(LOCKED, 'node_modules/tool'), 'node_modules/tool is missing'],
      [
        'without 1 optional package of this very system',
        { ...LOCKED, 'node_modules/o': { version: '1.0.0', optional: true, os: [process.platform], cpu: [process.arch] } },
        LOCKED,
        'node_modules/o is missing',
      ],
    ];
    for (const [what, locked, installed, reason] of cases) {
      it(what, async () => {
        write(locked, installed);
        expect(await run()).to.deep.equal({
          code: 0,
          printed: `Installing packages (npm ci), because ${reason} ...\n`,
          complained: '',
          npm: ['ci --no-audit --no-fund --include=optional --include=dev'],
        });
      });
    }

    it('with 1 folder deleted that npm still lists', async () => {
      write(LOCKED, LOCKED);
      rmSync(join(directory, 'node_modules/a/node_modules/b'), { recursive: true });
      expect((await run()).npm).to.have.length(1);
      expect(await run()).to.include({ code: 0, printed: '' });
    });

    it('leaves development packages out with NODE_ENV=production, 1 time', async () => {
      write(LOCKED, undefined);
      const { code, npm } = await run({ NODE_ENV: 'production' });
      expect({ code, npm }).to.deep.equal({ code: 0, npm: ['ci --no-audit --no-fund --include=optional --omit=dev'] });
    });
  });

  describe('fails with code 1 and 1 clear line', () => {
    const cases: readonly (readonly [string, string, RegExp])[] = [
      ['npm fails', 'echo "npm error code EUSAGE" >&2; echo "npm error lock file is old" >&2; echo "npm error A complete log of this run: x" >&2; exit 7', /^Cannot install the packages: npm ci ended with 7: code EUSAGE; lock file is old\n$/],
      ['npm says nothing', 'exit 3', /^Cannot install the packages: npm ci ended with 3: it said nothing\n$/],
      ['npm is killed', 'kill -9 $$', /^Cannot install the packages: npm ci ended with SIGKILL: it said nothing\n$/],
      ['npm goes well and installs nothing', 'true', /^Cannot install the packages: npm ci went well and still node_modules is missing or incomplete\.\n$/],
    ];
    for (const [what, body, expected] of cases) {
      it(`when ${what}`, async () => {
        write(LOCKED, undefined);
        fakeNpm(body);
        const { code, complained } = await run();
        expect(code).to.equal(1);
        expect(complained).to.match(expected);
      });
    }

    it('when there is no npm', async () => {
      write(LOCKED, undefined);
      expect(await run({ PATH: '' })).to.include({ code: 1, complained: 'Cannot install the packages: npm is not on PATH.\n' });
    });

    it('when there is no lockfile', async () => {
      expect(await run()).to.include({ code: 1, complained: 'Cannot install the packages: package-lock.json is missing or no JSON.\n' });
    });
  });

  describe('with others', () => {
    it('starts 1 npm for 4 runs at once', async () => {
      write(LOCKED, undefined);
      const outcomes = await Promise.all([1, 2, 3, 4].map(() => run()));
      expect(outcomes.map(({ code }) => code)).to.deep.equal([0, 0, 0, 0]);
      expect(npmRuns()).to.have.length(1);
    });

    it('waits for the npm of 1 run that was killed, and then finds all there', async () => {
      write(LOCKED, undefined);
      fakeNpm('sleep 1; cp -R "$PREPARED/." node_modules/');
      const first = start();
      await until(() => npmRuns().length === 1);
      // The holder writes npm's pid down right after it started it.
      await sleep(100);
      first.kill('SIGKILL');
      expect(await run()).to.include({ code: 0, printed: 'Waiting for another npm ci of this project ...\n' });
      expect(npmRuns()).to.have.length(1);
    });

    it('passes over 1 run that was killed together with its npm', async () => {
      write(LOCKED, undefined);
      fakeNpm(`echo $$ > "${directory}/npm.pid"; exec sleep 30`);
      const first = start();
      await until(() => existsSync(join(directory, 'npm.pid')) && readFileSync(join(directory, 'npm.pid'), 'utf8') !== '');
      await sleep(100);
      first.kill('SIGKILL');
      process.kill(Number(readFileSync(join(directory, 'npm.pid'), 'utf8')), 'SIGKILL');
      fakeNpm('cp -R "$PREPARED/." node_modules/');
      expect(await run()).to.include({ code: 0 });
      expect(npmRuns()).to.have.length(2);
    });
  });

  it('installs 1 package with the real npm ci, without the network', async function () {
    this.timeout(60_000);
    rmSync(join(directory, 'bin'), { recursive: true });
    const source = join(directory, 'source');
    mkdirSync(source);
    writeFileSync(join(source, 'package.json'), JSON.stringify({ name: 'local', version: '1.2.3' }));
    const env = { ...withoutNpmSettings(), npm_config_cache: join(directory, 'cache'), npm_config_offline: 'true', TMPDIR: directory };
    const npm = (...args: readonly string[]): void => {
      const ended = spawnSync('npm', args, { cwd: directory, encoding: 'utf8', env });
      expect(ended.status, ended.stderr).to.equal(0);
    };
    npm('pack', './source', '--silent');
    writeFileSync(join(directory, 'package.json'), JSON.stringify({ name: 'p', version: '1.0.0', dependencies: { local: 'file:local-1.2.3.tgz' } }));
    npm('install', '--package-lock-only', '--no-audit', '--no-fund');
    expect(existsSync(join(directory, 'node_modules/local'))).to.equal(false);
    const first = await run(env);
    expect(first).to.include({ code: 0, complained: '', printed: 'Installing packages (npm ci), because node_modules is missing or incomplete ...\n' });
    expect(JSON.parse(readFileSync(join(directory, 'node_modules/local/package.json'), 'utf8'))).to.include({ version: '1.2.3' });
    expect(await run(env)).to.deep.equal(silent);
  });
});

function writeInstalled(directory: string, packages: Packages): void {
  for (const path of Object.keys(packages)) {
    const file = join(directory, path, 'package.json');
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, '{}');
  }
  writeFileSync(join(directory, 'node_modules/.package-lock.json'), JSON.stringify({ packages }));
}

function without(packages: Packages, name: string): Packages {
  return Object.fromEntries(Object.entries(packages).filter(([path]) => path !== name));
}

/** What `npm test` puts into the environment of its scripts would steer the npm started here. */
function withoutNpmSettings(): Record<string, string> {
  const entries = Object.entries(process.env).filter(([name, value]) => value !== undefined && !/^npm_/i.test(name));
  return Object.fromEntries(entries.map(([name, value]) => [name, value ?? '']));
}

async function until(condition: () => boolean): Promise<void> {
  for (let turn = 0; turn < 500; turn += 1) {
    if (condition()) return;
    await sleep(10);
  }
  throw new Error('It did not happen within 5 s.');
}
