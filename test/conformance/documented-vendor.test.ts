import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect } from 'chai';

const run = promisify(execFile);
const ROOT = fileURLToPath(new URL('../../', import.meta.url));
/** A block of code that begins with the path of its file. */
const FILE = /```ts\n\/\/ (\S+)\n([^]*?)```/g;

describe('The vendor of docs/adding-a-vendor.md', function () {
  this.timeout(120_000);
  let copy: string;

  before(() => {
    copy = mkdtempSync(path.join(tmpdir(), 'documented-vendor-'));
    for (const part of ['src', 'test', 'package.json', 'tsconfig.json']) cpSync(path.join(ROOT, part), path.join(copy, part), { recursive: true });
    symlinkSync(path.join(ROOT, 'node_modules'), path.join(copy, 'node_modules'));
  });
  after(() => { rmSync(copy, { recursive: true, force: true }); });

  it('conforms with the 6 files that the page shows', async () => {
    const files = [...readFileSync(path.join(ROOT, 'docs/adding-a-vendor.md'), 'utf8').matchAll(FILE)];
    expect(files).to.have.length(6);
    for (const [, file = '', code = ''] of files) {
      mkdirSync(path.dirname(path.join(copy, file)), { recursive: true });
      writeFileSync(path.join(copy, file), code);
    }
    const examine = ['--no-experimental-require-module', '--import', 'tsx', 'test/conformance/run.ts', 'PUMPWATCH_FUEL'];
    const { stdout } = await run(process.execPath, examine, { cwd: copy, timeout: 100_000 });
    expect(stdout).to.contain('PumpWatch (PUMPWATCH_FUEL), contract documented, serves FuelSource').and.to.match(/Conforms: all \d+ checks passed\./);
  });
});
