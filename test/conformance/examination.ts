import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import Mocha from 'mocha';
import type { VendorDefinition } from '../../src/infrastructure/vendors/vendor-definition.js';
import { mochaHooks } from '../support/hooks.js';
import { POINTS } from './examined.js';
import type { Point, PortName } from './examined.js';

const VENDORS = fileURLToPath(new URL('../../src/infrastructure/vendors/', import.meta.url));
const TESTS = fileURLToPath(new URL('../vendors/', import.meta.url));
const SUITE = /^(HosSource|LoadSource|FuelSource|WeatherSource): (.+)$/;
const HARNESS_FILE = /-(under-nock|on-simulator)\.test\.ts$/;
const LONGEST_CHECK_MS = 15_000;

export interface FailedCheck {
  readonly title: string;
  readonly reason: string;
}

/** One point of one suite, examined through one harness. */
export interface PointResult {
  readonly port: PortName;
  /** What follows the port's name in the suite's title: `Motive under nock`. */
  readonly harness: string;
  readonly point: Point;
  readonly passed: number;
  readonly failed: readonly FailedCheck[];
}

export interface VendorUnderExamination {
  readonly definition: VendorDefinition;
  /** Folder below the vendors: `motive`. */
  readonly folder: string;
  readonly ports: readonly PortName[];
  /** The test files that run contract suites on this vendor's adapters. */
  readonly files: readonly string[];
}

/** By registry id, alias or folder; undefined when nobody is called that. */
export async function findVendor(name: string): Promise<VendorUnderExamination | undefined> {
  const vendors = await allVendors();
  return vendors.find(({ folder, definition: { description } }) => [folder, description.id, ...description.aliases].some((known) => known.toUpperCase() === name.toUpperCase()));
}

/** Every vendor that has a definition. One that serves its ports with another's adapters is examined by that one's tests. */
export async function allVendors(): Promise<readonly VendorUnderExamination[]> {
  const found = await Promise.all(folders().map(async (folder) => ({ folder, definition: await definitionIn(folder) })));
  return found.map(({ folder, definition }) => {
    const twin = found.find((other) => other.folder !== folder && other.definition.hosSource !== undefined && other.definition.hosSource === definition.hosSource);
    const own = suitesIn(folder);
    return { folder, definition, ports: portsOf(definition), files: own.length > 0 ? own : suitesIn(twin?.folder ?? folder) };
  });
}

function suitesIn(folder: string): readonly string[] {
  if (!existsSync(TESTS + folder)) return [];
  return readdirSync(TESTS + folder).filter((file) => HARNESS_FILE.test(file)).map((file) => path.join(TESTS, folder, file));
}

/** Folder names of all vendors that have a definition. */
export function folders(): readonly string[] {
  const entries = readdirSync(VENDORS, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return entries.map(({ name }) => name).filter((name) => existsSync(path.join(VENDORS, name, 'definition.ts')));
}

async function definitionIn(folder: string): Promise<VendorDefinition> {
  const module = (await import(path.join(VENDORS, folder, 'definition.ts'))) as { readonly definition?: VendorDefinition };
  if (module.definition === undefined) throw new Error(`The vendor folder ${folder} exports no definition.`);
  return module.definition;
}

function portsOf({ hosSource, loadSource, fuelSource, weatherSource }: VendorDefinition): readonly PortName[] {
  const served: Readonly<Record<PortName, unknown>> = { HosSource: hosSource, LoadSource: loadSource, FuelSource: fuelSource, WeatherSource: weatherSource };
  const names: readonly PortName[] = ['HosSource', 'LoadSource', 'FuelSource', 'WeatherSource'];
  return names.filter((name) => served[name] !== undefined);
}

/** The contract suites in test files, loaded once; each run examines anew. */
export class Examination {
  private constructor(private readonly mocha: Mocha) {}

  static async load(files: readonly string[]): Promise<Examination> {
    const mocha = new Mocha({ timeout: LONGEST_CHECK_MS, reporter: Mocha.reporters.Base, grep: /^(HosSource|LoadSource|FuelSource|WeatherSource): / });
    mocha.rootHooks(mochaHooks);
    mocha.cleanReferencesAfterRun(false);
    for (const file of files) mocha.addFile(file);
    await mocha.loadFilesAsync();
    return new Examination(mocha);
  }

  run(): Promise<readonly PointResult[]> {
    const results = new Map<string, { port: PortName; harness: string; point: Point; passed: number; failed: FailedCheck[] }>();
    return new Promise((resolve) => {
      const note = (test: Mocha.Runnable, failure?: unknown): void => {
        const place = placeOf(test.titlePath());
        if (place === undefined) return;
        const key = [place.port, place.harness, place.point].join('/');
        const result = results.get(key) ?? { ...place, passed: 0, failed: [] };
        results.set(key, result);
        if (failure === undefined) result.passed += 1;
        else result.failed.push({ title: place.title, reason: firstLineOf(failure) });
      };
      const runner = this.mocha.run(() => resolve([...results.values()]));
      runner.on('pass', (test) => note(test));
      runner.on('fail', (test, error: unknown) => note(test, error));
    });
  }
}

interface Place {
  readonly port: PortName;
  readonly harness: string;
  readonly point: Point;
  readonly title: string;
}

function placeOf([suite = '', group = '', ...title]: readonly string[]): Place | undefined {
  const [, port, harness] = SUITE.exec(suite) ?? [];
  const point = POINTS.find((known) => known === group);
  if (port === undefined || harness === undefined || point === undefined) return undefined;
  return { port: port as PortName, harness, point, title: title.join(' ') };
}

function firstLineOf(failure: unknown): string {
  const message = failure instanceof Error ? failure.message : String(failure);
  return (message.split('\n', 1)[0] ?? '').slice(0, 200);
}
