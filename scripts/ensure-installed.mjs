/**
 * Runs before `npm start` and `npm test`: when node_modules is not what package-lock.json asks for, runs `npm ci`, so that
 * a fresh clone, a pull or an interrupted install just works. Plain Node without packages. Prints nothing when all is
 * there. Two at once: one installs, the other waits and then finds all there.
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { appendFileSync, existsSync, linkSync, lstatSync, mkdirSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const production = process.env.NODE_ENV === 'production';

try {
  if (whyInstall(root, production) !== undefined) await install(root, production);
} catch (error) {
  console.error(`Cannot install the packages: ${error.message}`);
  process.exitCode = 1;
}

/** What is wrong with node_modules in a few words, or undefined. Development packages count outside production only. */
function whyInstall(directory, withoutDevelopment) {
  const wanted = readPackages(join(directory, 'package-lock.json'));
  if (wanted === undefined) throw new Error('package-lock.json is missing or no JSON.');
  // npm writes this file last: an install cut short has none.
  const installed = readPackages(join(directory, 'node_modules/.package-lock.json'));
  if (installed === undefined) return 'node_modules is missing or incomplete';
  for (const [path, entry] of Object.entries(wanted)) {
    if (path === '' || entry.link || (withoutDevelopment && (entry.dev || entry.devOptional))) continue;
    if (entry.optional && !fitsThisMachine(entry)) continue;
    const found = installed[path];
    if (found === undefined || !existsSync(join(directory, path, 'package.json'))) return `${path} is missing`;
    if (found.version !== entry.version || found.integrity !== entry.integrity) return `${path} is ${found.version}, not ${entry.version}`;
  }
  return undefined;
}

function readPackages(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return undefined;
  }
}

/** npm installs an optional package only where its `os`, `cpu` and `libc` allow; `!name` excludes. */
function fitsThisMachine({ os, cpu, libc }) {
  const allows = (list, name) => list === undefined || (!list.includes(`!${name}`) && (list.includes(name) || list.every((one) => one.startsWith('!'))));
  return allows(os, process.platform) && allows(cpu, process.arch) && (libc === undefined || allows(libc, libcName()));
}

function libcName() {
  return process.report.getReport().header.glibcVersionRuntime === undefined ? 'musl' : 'glibc';
}

async function install(directory, withoutDevelopment) {
  await alone(directory, async (alsoHeldBy) => {
    const reason = whyInstall(directory, withoutDevelopment);
    if (reason === undefined) return;
    console.log(`Installing packages (npm ci), because ${reason} ...`);
    await runNpmCi(directory, withoutDevelopment, alsoHeldBy);
    const left = whyInstall(directory, withoutDevelopment);
    if (left !== undefined) throw new Error(`npm ci went well and still ${left}.`);
  });
}

function runNpmCi(directory, withoutDevelopment, alsoHeldBy) {
  // A user's npm configuration may leave kinds of packages out: say which we need.
  const args = ['ci', '--no-audit', '--no-fund', '--include=optional', withoutDevelopment ? '--omit=dev' : '--include=dev'];
  const ownNpm = process.env.npm_execpath;
  const [program, first] = ownNpm !== undefined && basename(ownNpm) === 'npm-cli.js' ? [process.execPath, [ownNpm]] : ['npm', []];
  const child = spawn(program, [...first, ...args], { cwd: directory, stdio: ['ignore', 'ignore', 'pipe'] });
  if (child.pid !== undefined) alsoHeldBy(child.pid);
  let said = '';
  child.stderr.on('data', (chunk) => (said = `${said}${chunk}`.slice(-20_000)));
  return new Promise((resolve, reject) => {
    child.once('error', (error) => reject(new Error(error.code === 'ENOENT' ? 'npm is not on PATH.' : error.message)));
    child.once('close', (code, signal) => (code === 0 ? resolve() : reject(new Error(`npm ci ended with ${signal ?? code}: ${essence(said)}`))));
  });
}

/** The lines in which npm says what went wrong, without the pointer to its log. */
function essence(text) {
  const lines = text.split('\n').filter((line) => /^npm (error|ERR!)/.test(line) && !/complete log|debug-\d/.test(line));
  const words = lines.map((line) => line.replace(/^npm (error|ERR!)\s*/, '').trim()).filter((line) => line !== '');
  return words.slice(0, 3).join('; ').slice(0, 400) || text.trim().split('\n').at(-1) || 'it said nothing';
}

/**
 * Runs `work` while no other process runs it for the same directory. The lock is a row of numbered files, the highest
 * of which is the holder, or free when it is empty; see src/infrastructure/persistence/embedded-postgres/start-lock.ts
 * for why. The npm we start counts as a holder too: it goes on when we are killed.
 */
async function alone(directory, work) {
  const lock = join(tmpdir(), `fleetbridge-install-${process.getuid?.() ?? 'user'}-${createHash('sha256').update(directory).digest('hex').slice(0, 16)}`);
  mkdirSync(lock, { recursive: true, mode: 0o700 });
  if (lstatSync(lock).isSymbolicLink() || (process.getuid !== undefined && lstatSync(lock).uid !== process.getuid())) throw new Error(`${lock} belongs to somebody else: remove it.`);
  const claim = join(lock, `.${process.pid}-${randomBytes(6).toString('hex')}`);
  writeFileSync(claim, holderLine(process.pid));
  let held;
  try {
    for (let waited = false; (held = tryTake(lock, claim)) === undefined; waited = true) {
      if (!waited) console.log('Waiting for another npm ci of this project ...');
      await sleep(100);
    }
    await work((pid) => appendFileSync(held, holderLine(pid)));
  } finally {
    if (held !== undefined) truncateSync(held, 0);
    rmSync(claim, { force: true });
  }
}

function tryTake(lock, claim) {
  const last = highestNumber(lock);
  if (last > 0 && isHeld(join(lock, String(last)))) return undefined;
  const mine = join(lock, String(last + 1));
  try {
    linkSync(claim, mine);
  } catch (error) {
    if (error.code === 'EEXIST') return undefined;
    throw error;
  }
  if (highestNumber(lock) !== last + 1) {
    rmSync(mine, { force: true });
    return undefined;
  }
  for (const name of readdirSync(lock)) if (/^\d+$/.test(name) && Number(name) <= last) rmSync(join(lock, name), { force: true });
  return mine;
}

function highestNumber(lock) {
  return Math.max(0, ...readdirSync(lock).filter((name) => /^\d+$/.test(name)).map(Number));
}

function isHeld(file) {
  try {
    const holders = readFileSync(file, 'utf8').split('\n').filter((line) => line !== '');
    return holders.some((line) => {
      const [pid, ...start] = line.split(' ');
      return start.join(' ') === startOf(Number(pid));
    });
  } catch (error) {
    if (error.code === 'ENOENT') return true;
    throw error;
  }
}

/** A pid and when that process started, so that a recycled pid is not taken for the holder. */
function holderLine(pid) {
  return `${pid} ${startOf(pid) ?? 'gone'}\n`;
}

function startOf(pid) {
  if (existsSync('/proc/self/stat')) {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      const [state, ...rest] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return state === 'Z' || state === 'X' ? undefined : rest[18];
    } catch {
      return undefined;
    }
  }
  return spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).stdout?.trim() || undefined;
}
