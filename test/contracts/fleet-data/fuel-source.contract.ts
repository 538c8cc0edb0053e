import { expect } from 'chai';
import type { VendorErrorKind } from '../../../src/domain/shared/vendor-error.js';
import { examined } from '../../conformance/examined.js';
import { onRealSockets } from '../../support/real-sockets.js';
import { describeFuelMapping } from './fuel-source-mapping.contract.js';
import type { FuelSourceHarness, OpenFuelSource } from './fuel-source-harness.js';
import { describeOddPayloads } from './fuel-source-odd-payloads.contract.js';
import { expectVendorError } from '../vendor-error.js';
import { idsOf, offersOf, SEARCH, station, town } from './fuel-source-scenarios.js';

const FAILURES: readonly VendorErrorKind[] = ['credentials', 'rate-limited', 'unavailable', 'timeout', 'rejected', 'malformed'];

/** What every `FuelSource` promises, whatever the vendor. A scenario is written here once; each harness runs it. */
export function describeFuelSource(name: string, harness: FuelSourceHarness): void {
  describe(`FuelSource: ${name}`, () => {
    let vendor: OpenFuelSource;

    if (harness.overRealSockets === true) onRealSockets();

    beforeEach(async () => {
      const opened = await harness.open();
      vendor = { ...opened, source: examined('FuelSource', opened.source) };
    });

    afterEach(() => vendor.close());

    describe('paging', () => describePaging(() => vendor, harness));
    describe('limits', () => describeLimits(() => vendor, harness));
    describe('error taxonomy', () => describeErrors(() => vendor));
    describe('mapping', () => describeFuelMapping(() => vendor, harness.traits));
    describe('odd payloads', () => describeOddPayloads(() => vendor, harness.traits));
  });
}

function describePaging(vendor: () => OpenFuelSource, { traits }: FuelSourceHarness): void {
  if (traits.paging === 'single') {
    it('asks once: this vendor has no pages', async () => {
      await vendor().given({ offers: town(7) });
      expect(await offersOf(vendor())).to.have.length(traits.priceKind === 'station' ? 7 : 1);
      expect(vendor().requests()).to.equal(1);
    });
  } else {
    it('reads every page', async () => {
      await vendor().given({ offers: town(7), pageSize: 3 });
      expect(idsOf(await offersOf(vendor()))).to.deep.equal(['s1', 's2', 's3', 's4', 's5', 's6', 's7']);
      expect(vendor().requests()).to.equal(3);
    });

    it('finds the nearest when they come on the last page', async () => {
      await vendor().given({ offers: [...town(9), station('next door', 0.1)], pageSize: 3 });
      expect(idsOf(await offersOf(vendor(), { limit: 1 }))).to.deep.equal(['next door']);
    });

    it('ends with malformed when the vendor leads in circles', async () => {
      await vendor().given({ offers: town(3), pageSize: 3, circles: true });
      await expectVendorError('malformed', () => offersOf(vendor()));
      expect(vendor().requests()).to.equal(2);
    });

    it('fails when a later page fails: the nearest could be on it', async () => {
      await vendor().given({ offers: town(7), pageSize: 3, failure: { kind: 'unavailable', onPage: 2 } });
      await expectVendorError('unavailable', () => offersOf(vendor()));
    });
  }

  it('ends with a VendorError when the signal has aborted, and asks nothing', async () => {
    await vendor().given({ offers: town() });
    await expectVendorError('timeout', () => vendor().source.near(SEARCH, AbortSignal.abort()));
    expect(vendor().requests()).to.equal(0);
  });
}

function describeLimits(vendor: () => OpenFuelSource, { traits }: FuelSourceHarness): void {
  if (traits.priceKind === 'station') {
    it('answers with at most as many as asked for, the nearest', async () => {
      await vendor().given({ offers: town(10) });
      expect(idsOf(await offersOf(vendor(), { limit: 3 }))).to.deep.equal(['s1', 's2', 's3']);
    });

    it('leaves out what lies outside the radius, whatever the vendor sends', async () => {
      await vendor().given({ offers: town(10) });
      expect(idsOf(await offersOf(vendor(), { radiusMiles: 4.5 }))).to.deep.equal(['s1', 's2', 's3', 's4']);
    });
  } else {
    it('answers with one average, whatever the limit and the radius', async () => {
      await vendor().given({ offers: town(10) });
      for (const search of [{ limit: 1 }, { limit: 50 }, { radiusMiles: 1 }, { radiusMiles: 500 }]) {
        expect(await offersOf(vendor(), search)).to.have.length(1);
      }
    });
  }

  it('has no offers when the vendor has none', async () => {
    await vendor().given({ offers: [] });
    expect(await vendor().source.near(SEARCH)).to.deep.equal({ offers: [], unreadable: 0 });
  });

  it('says how long the vendor asked us to wait', async () => {
    await vendor().given({ offers: town(), failure: { kind: 'rate-limited' } });
    const error = await expectVendorError('rate-limited', () => offersOf(vendor()));
    expect(error.retryAfterMs).to.be.greaterThan(0);
  });
}

function describeErrors(vendor: () => OpenFuelSource): void {
  for (const kind of FAILURES) {
    it(`throws VendorError ${kind}`, async () => {
      await vendor().given({ offers: town(), failure: { kind } });
      const error = await expectVendorError(kind, () => offersOf(vendor()));
      expect(error.operation).to.match(/^fuel\./);
      expect(error.message).not.to.match(/https?:|\?|apiKey=|api_key=/i);
    });
  }

  it('works again when the vendor does', async () => {
    await vendor().given({ offers: town(), failure: { kind: 'unavailable' } });
    await expectVendorError('unavailable', () => offersOf(vendor()));
    await vendor().given({ offers: [station('back', 1)] });
    expect(await offersOf(vendor())).to.have.length(1);
  });
}
