import { BROKEN_ADAPTERS } from './broken-adapters.js';
import { disguise, POINTS } from './examined.js';
import type { Point, PortName } from './examined.js';
import { Examination, findVendor } from './examination.js';

/** Which points complain about a vendor's adapter while it is good (`undefined`), and while it is broken on one point. */
export interface Complaints {
  readonly broken: Point | undefined;
  readonly complaining: readonly Point[];
}

/** In a process of its own, for mocha does not run inside mocha: `catch-broken-adapters.ts <vendor>` prints `Complaints[]` as JSON. */
async function main(): Promise<void> {
  const vendor = await findVendor(process.argv[2] ?? '');
  const [port] = vendor?.ports ?? [];
  if (vendor === undefined || port === undefined) throw new Error('Name a vendor that serves a port.');
  const examination = await Examination.load(vendor.files.filter((file) => file.includes('-under-nock')));
  const found: Complaints[] = [];
  for (const broken of [undefined, ...POINTS]) {
    wear(port, broken);
    const results = await examination.run();
    if (results.length === 0) throw new Error('No check ran.');
    found.push({ broken, complaining: results.filter(({ failed }) => failed.length > 0).map(({ point }) => point) });
  }
  console.log(JSON.stringify(found));
}

function wear(port: PortName, point: Point | undefined): void {
  disguise(point === undefined ? {} : { [port]: BROKEN_ADAPTERS[port][point] });
}

await main();
process.exit(0);
