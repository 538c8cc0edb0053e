import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect } from 'chai';
import type { Complaints } from './catch-broken-adapters.js';
import { POINTS } from './examined.js';
import { allVendors, findVendor } from './examination.js';
import type { PointResult, VendorUnderExamination } from './examination.js';
import { reportCard } from './report-card.js';
import { definition } from '../../src/infrastructure/vendors/samsara/definition.js';

const run = promisify(execFile);
const SCRIPT = fileURLToPath(new URL('./catch-broken-adapters.ts', import.meta.url));

/** One vendor per port: the suites are the same for all. */
const EXAMINED = { HosSource: 'samsara', LoadSource: 'mcleod', FuelSource: 'here-fuel', WeatherSource: 'openweather' };

describe('The conformance kit', function () {
  this.timeout(120_000);

  for (const [port, vendor] of Object.entries(EXAMINED)) {
    describe(port, () => {
      let complaints: readonly Complaints[];

      before(async () => {
        const { stdout } = await run(process.execPath, ['--no-experimental-require-module', '--import', 'tsx', SCRIPT, vendor], { timeout: 110_000 });
        complaints = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as readonly Complaints[];
      });

      it('has 0 complaints about a good adapter', () => {
        expect(complaints.find(({ broken }) => broken === undefined)?.complaining).to.deep.equal([]);
      });

      for (const point of POINTS) {
        it(`catches an adapter that is broken on ${point}`, () => {
          expect(complaints.find(({ broken }) => broken === point)?.complaining).to.include(point);
        });
      }
    });
  }

  it('has two harnesses for each of the 10 vendors that serve a port', async () => {
    const serving = (await allVendors()).filter(({ ports }) => ports.length > 0);
    expect(serving).to.have.length(10);
    for (const { folder, files } of serving) {
      expect(files.map((file) => file.replace(/^.*-(under-nock|on-simulator)\.test\.ts$/, '$1')).sort(), folder).to.deep.equal(['on-simulator', 'under-nock']);
    }
  });

  for (const name of ['MOTIVE_ELD', 'KEEPTRUCKIN_ELD', 'motive', 'Motive']) {
    it(`finds a vendor by ${name}`, async () => {
      expect((await findVendor(name))?.folder).to.equal('motive');
    });
  }

  it('finds nobody under another name', async () => {
    expect(await findVendor('nobody')).to.equal(undefined);
  });

  describe('its report card', () => {
    const vendor: VendorUnderExamination = { definition, folder: 'samsara', ports: ['HosSource'], files: [] };
    const throughout = (harness: string): readonly PointResult[] => POINTS.map((point) => ({ port: 'HosSource', harness, point, passed: 3, failed: [] }));
    const good: readonly PointResult[] = [...throughout('Samsara under nock'), ...throughout('Samsara on its simulator')];

    it('passes a vendor of whose 30 checks none failed', () => {
      const { text, passed } = reportCard(vendor, good);
      expect(passed).to.equal(true);
      expect(text).to.contain('Samsara (SAMSARA_ELD), contract documented, serves HosSource').and.to.contain('all 30 checks passed');
    });

    it('names a check that failed, and why', () => {
      const [first, ...others] = good;
      const failed = [{ title: 'reads every page', reason: 'expected 7 to equal 3' }];
      const { text, passed } = reportCard(vendor, [{ ...first, passed: 2, failed } as PointResult, ...others]);
      expect(passed).to.equal(false);
      expect(text).to.match(/paging +2 of 3 +FAILED/).and.to.contain('reads every page (expected 7 to equal 3)');
    });

    it('does not pass a vendor of whom a point was not examined', () => {
      const { text, passed } = reportCard(vendor, good.slice(1));
      expect(passed).to.equal(false);
      expect(text).to.match(/paging +0 of 0 +MISSING/);
    });

    it('does not pass a vendor that was examined under nock only', () => {
      const { text, passed } = reportCard(vendor, throughout('Samsara under nock'));
      expect(passed).to.equal(false);
      expect(text).to.contain('HosSource: no suite runs on its simulator.');
    });

    it('does not pass a vendor without a harness, and says what to write', () => {
      const { text, passed } = reportCard(vendor, []);
      expect(passed).to.equal(false);
      expect(text).to.contain('test/vendors/samsara/samsara-under-nock.test.ts');
    });

    it('does not pass a vendor that serves no port', () => {
      expect(reportCard({ ...vendor, ports: [] }, []).passed).to.equal(false);
    });
  });
});
