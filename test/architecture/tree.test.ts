import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, extname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { expect } from 'chai';
import typescript from 'typescript';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

const CODE = ['src', 'test', 'migrations', 'scripts', 'bench'] as const;

const TEXT = new Set(['.ts', '.js', '.mjs', '.cjs', '.json', '.md', '.yaml', '.yml', '.html', '.css', '.sql', '.sh', '.example']);

const KEBAB = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const MIGRATION = /^\d{14}_[a-z]+(_[a-z0-9]+)+\.ts$/;
const NAMES_THAT_SAY_NOTHING = /(^|[-_.])(utils?|helpers?|common|managers?|impl)([-_.]|$)/;
/** Written so that it does not find itself. */
const POSTPONED = /\b(TO[D]O|FIX[M]E)\b/;
const FOCUSED_OR_SKIPPED = /\b(?:it|describe|context|specify)\.(?:only|skip)\b|\bx(?:it|describe|context|specify)\(/;
const CANNOT_FAIL = /expect\((?:true|false)\)/;
/** A home or work folder of whoever wrote the line; an address like https://host/work/ is none. */
const PATH_OF_A_MACHINE = /(?<![\w.~-])\/(?:work|root|home\/[a-z][\w-]*|Users\/[A-Za-z][\w-]*)\//;
const EXACT_VERSION = /^\d+\.\d+\.\d+(-[\w.]+)?$/;
const DISABLED_RULE = /(?:\/\/|\/\*)\s*eslint-disable/;
const DISABLED_FOR_ONE_LINE = /eslint-disable-(?:next-)?line [@\w/-]+( -- \S.*)?$/;

interface PackageJson {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly allowScripts?: Readonly<Record<string, boolean>>;
}

interface LockFile {
  readonly packages: Readonly<Record<string, { readonly hasInstallScript?: boolean }>>;
}

/** Paths below the root, folders included, sorted. A folder that does not exist has none. */
function below(folder: string): readonly string[] {
  const absolute = join(ROOT, folder);
  if (!existsSync(absolute)) return [];
  return readdirSync(absolute, { recursive: true, withFileTypes: true })
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)) + (entry.isDirectory() ? '/' : ''))
    .sort();
}

const isFile = (path: string): boolean => !path.endsWith('/');

function textFilesBelow(...folders: readonly string[]): readonly string[] {
  return folders.flatMap(below).filter((path) => isFile(path) && TEXT.has(extname(path)));
}

function linesThatMatch(paths: readonly string[], pattern: RegExp): readonly string[] {
  return paths.flatMap((path) => linesOf(path).filter(({ text }) => pattern.test(text)).map(({ place }) => place));
}

function linesOf(path: string): readonly { readonly text: string; readonly place: string }[] {
  const lines = readFileSync(join(ROOT, path), 'utf8').split('\n');
  return lines.map((text, index) => ({ text, place: `${path}:${index + 1}: ${text.trim()}` }));
}

function rulesSwitchedOffWithoutReason(path: string): readonly string[] {
  const lines = linesOf(path);
  const isExplained = (text: string, index: number): boolean => {
    const found = DISABLED_FOR_ONE_LINE.exec(text.trim());
    return found !== null && (found[1] !== undefined || /^\s*(\/\/|\*)/.test(lines[index - 1]?.text ?? ''));
  };
  return lines.filter(({ text }, index) => DISABLED_RULE.test(text) && !isExplained(text, index)).map(({ place }) => place);
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(join(ROOT, path), 'utf8'));
}

/** `driver-hos.contract.ts` is two kebab-case words and an extension; README.md and .gitkeep are named by others. */
function isKebabCase(path: string): boolean {
  const name = basename(path);
  if (name.startsWith('.') || /^[A-Z]+\.md$/.test(name)) return true;
  return name.split('.').every((word) => KEBAB.test(word));
}

function hasNoStatement(path: string): boolean {
  const compilerOptions = { target: typescript.ScriptTarget.ES2023, module: typescript.ModuleKind.ESNext, removeComments: true };
  const { outputText } = typescript.transpileModule(readFileSync(join(ROOT, path), 'utf8'), { compilerOptions });
  return /^\s*(export \{\};)?\s*$/.test(outputText);
}

/** What stands before the last `node_modules/` is where it is installed, not its name. */
function packageName(lockPath: string): string {
  return lockPath.slice(lockPath.lastIndexOf('node_modules/') + 'node_modules/'.length);
}

describe('The tree', () => {
  const code = CODE.flatMap(below);
  const migrations = below('migrations');

  it('has code where these tests look for it: more than 50 files', () => {
    expect(code.filter(isFile)).to.have.length.greaterThan(50);
  });

  it('0 names that are not kebab-case', () => {
    const named = [...code, ...below('docs')].filter((path) => !path.startsWith('migrations/'));
    expect(named.filter((path) => !isKebabCase(path))).to.deep.equal([]);
  });

  it('0 names that say nothing (a word like manager or impl)', () => {
    expect(code.filter((path) => NAMES_THAT_SAY_NOTHING.test(basename(path)))).to.deep.equal([]);
  });

  it('0 barrels in src', () => {
    expect(below('src').filter((path) => /(^|\/)index\.[cm]?[jt]s$/.test(path))).to.deep.equal([]);
  });

  it('migrations are named YYYYMMDDHHMMSS_verb_noun.ts, each with its own time', () => {
    expect(migrations.filter((path) => !MIGRATION.test(basename(path)))).to.deep.equal([]);
    const times = migrations.map((path) => basename(path).slice(0, 14));
    expect(times).to.have.length(new Set(times).size);
  });
});

describe('The text', () => {
  it('0 postponed works in src, test and migrations', () => {
    expect(linesThatMatch(textFilesBelow('src', 'test', 'migrations'), POSTPONED)).to.deep.equal([]);
  });

  it('0 focused or skipped tests', () => {
    expect(linesThatMatch(textFilesBelow('test'), FOCUSED_OR_SKIPPED)).to.deep.equal([]);
  });

  it('0 assertions that cannot fail', () => {
    expect(linesThatMatch(textFilesBelow('test'), CANNOT_FAIL)).to.deep.equal([]);
  });

  it('0 absolute paths of the machine it was written on', () => {
    const atRoot = readdirSync(ROOT).filter((name) => extname(name) === '.md' || name === '.env.example');
    expect(linesThatMatch([...textFilesBelow('docs', 'src', 'migrations', 'scripts', 'bench'), ...atRoot], PATH_OF_A_MACHINE)).to.deep.equal([]);
  });

  it('0 lint rules switched off in src without a reason beside or above it, for one line each', () => {
    expect(textFilesBelow('src', 'migrations').flatMap(rulesSwitchedOffWithoutReason)).to.deep.equal([]);
  });
});

describe('package.json', () => {
  const manifest = readJson('package.json') as PackageJson;

  it('has exact versions only', () => {
    const versions = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies, ...manifest.optionalDependencies });
    expect(versions).to.have.length.greaterThan(20);
    expect(versions.filter(([, version]) => !EXACT_VERSION.test(version))).to.deep.equal([]);
  });

  it('decides about the install script of every package that has one', () => {
    const lock = readJson('package-lock.json') as LockFile;
    const withScript = Object.entries(lock.packages).filter(([, entry]) => entry.hasInstallScript === true);
    const names = [...new Set(withScript.map(([path]) => packageName(path)))].sort();
    expect(names).to.include('esbuild');
    expect(names.filter((name) => !(name in (manifest.allowScripts ?? {})))).to.deep.equal([]);
  });
});

/**
 * No test loads a file that declares types only, so c8 would count its lines as not covered. Loaded here, it counts as what it
 * is. Files with statements are left to the tests that call them.
 */
describe('Modules of domain and application that declare types only', () => {
  const withoutStatements = textFilesBelow('src/domain', 'src/application').filter((path) => hasNoStatement(path));

  it(`${withoutStatements.length} of them export nothing at run time`, async () => {
    expect(withoutStatements).to.include('src/application/shared/clock.ts');
    const loaded: readonly unknown[] = await Promise.all(withoutStatements.map((path) => import(pathToFileURL(join(ROOT, path)).href)));
    expect(loaded.flatMap((module) => Object.keys(module as object))).to.deep.equal([]);
  });
});
