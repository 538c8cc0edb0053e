import { expect } from 'chai';
import type { FuelSourceTraits, Oddity, OpenFuelSource } from './fuel-source-harness.js';
import { offersOf, SEARCH, station } from './fuel-source-scenarios.js';

const HARMLESS: readonly Oddity[] = ['unknown-fields', 'other-number-type'];

/** Answers that are not as the contract says, yet tell something. */
export function describeOddPayloads(vendor: () => OpenFuelSource, traits: FuelSourceTraits): void {
  it('counts rows it cannot read and keeps the others', async () => {
    await vendor().given({ offers: [station('s1', 1)], unreadableRows: 2 });
    const { offers, unreadable } = await vendor().source.near(SEARCH);
    expect([offers.length, unreadable]).to.deep.equal([1, 2]);
  });

  it('finds nothing, and throws nothing, when no row can be read', async () => {
    await vendor().given({ offers: [], unreadableRows: 4 });
    expect(await vendor().source.near(SEARCH)).to.deep.equal({ offers: [], unreadable: 4 });
  });

  for (const oddity of HARMLESS) {
    it(`reads the same from ${oddity}`, async () => {
      const offers = [station('s1', 1), station('s2', 2, { dieselPrice: '4.129' })];
      await vendor().given({ offers });
      const plain = await vendor().source.near(SEARCH);
      await vendor().given({ offers, oddity });
      expect(await vendor().source.near(SEARCH)).to.deep.equal(plain);
      expect(plain.offers[0]?.dieselPrice).to.equal('3.459');
    });
  }

  if (traits.priceKind === 'station') {
    it('takes null for missing: the station stays, nothing becomes 0', async () => {
      await vendor().given({ offers: [station('s1', 1)], oddity: 'null-fields' });
      const [offer] = await offersOf(vendor());
      expect(offer).to.include({ stationId: 's1', name: undefined, dieselPrice: undefined, currency: undefined, lastUpdated: undefined });
      expect(offer?.distanceMiles).to.be.closeTo(1, 0.01);
    });
  } else {
    it('takes null for missing: an average without a value is none', async () => {
      await vendor().given({ offers: [station('s1', 1)], oddity: 'null-fields' });
      expect(await offersOf(vendor())).to.deep.equal([]);
    });
  }
}
