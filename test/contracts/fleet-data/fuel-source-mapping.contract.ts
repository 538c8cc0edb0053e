import { expect } from 'chai';
import type { FuelSourceTraits, OpenFuelSource } from './fuel-source-harness.js';
import { idsOf, MONDAY, offersOf, station, town } from './fuel-source-scenarios.js';

/** With and without a fraction, the largest, a tenth of a cent, and values that binary fractions cannot hold. */
const PRICES = ['3.459', '4', '4.1', '3.005', '0.001', '2.675', '999999.999', '1.1'] as const;

/** What an offer says. */
export function describeFuelMapping(vendor: () => OpenFuelSource, traits: FuelSourceTraits): void {
  it('keeps every digit of a price, in US dollars', async () => {
    for (const dieselPrice of PRICES) {
      await vendor().given({ offers: [station('s1', 1, { dieselPrice })] });
      const [offer] = await offersOf(vendor());
      expect([offer?.dieselPrice, offer?.currency, offer?.pricePerGallon]).to.deep.equal([dieselPrice, 'USD', undefined]);
    }
  });

  it('says what kind of price it is and when it was set', async () => {
    await vendor().given({ offers: [station('s1', 1)] });
    const [offer] = await offersOf(vendor());
    expect(offer).to.deep.include({ priceKind: traits.priceKind, lastUpdated: MONDAY });
  });

  if (traits.priceKind === 'station') describeStations(vendor);
  else describeAverages(vendor);
}

function describeStations(vendor: () => OpenFuelSource): void {
  it('names a station and its place, nearest first', async () => {
    await vendor().given({ offers: town(3) });
    const offers = await offersOf(vendor());
    expect(offers.map(({ stationId, name }) => [stationId, name])).to.deep.equal([['s1', 'Stop s1'], ['s2', 'Stop s2'], ['s3', 'Stop s3']]);
    for (const [at, { distanceMiles, position }] of offers.entries()) {
      expect(distanceMiles).to.be.closeTo(at + 1, 0.01);
      expect(position?.latitude).to.be.closeTo(41.59 + (at + 1) / 69.0934, 1e-6);
      expect(position?.longitude).to.equal(-93.62);
    }
  });

  it('keeps a station without a price, and its price undefined', async () => {
    await vendor().given({ offers: [station('s1', 1, { dieselPrice: undefined }), station('s2', 2)] });
    const offers = await offersOf(vendor());
    expect(offers.map(({ dieselPrice, currency }) => [dieselPrice, currency])).to.deep.equal([[undefined, undefined], ['3.459', 'USD']]);
  });

  it('takes no price without the moment it was set at', async () => {
    await vendor().given({ offers: [station('s1', 1, { setAt: undefined })] });
    const [offer] = await offersOf(vendor());
    expect([offer?.stationId, offer?.dieselPrice, offer?.lastUpdated]).to.deep.equal(['s1', undefined, undefined]);
  });

  it('names each station once', async () => {
    await vendor().given({ offers: [station('s1', 1), station('s2', 2), station('s1', 1, { dieselPrice: '9.999' })] });
    const offers = await offersOf(vendor());
    expect(idsOf(offers)).to.deep.equal(['s1', 's2']);
    expect(offers[0]?.dieselPrice).to.equal('3.459');
  });

  it('takes 0 for a coordinate', async () => {
    const near = { latitude: 0, longitude: 0 };
    await vendor().given({ offers: [station('island', 0, { position: near })] });
    const [offer] = await offersOf(vendor(), { near });
    expect([offer?.position, offer?.distanceMiles]).to.deep.equal([near, 0]);
  });
}

function describeAverages(vendor: () => OpenFuelSource): void {
  it('is named after its region and has no place', async () => {
    await vendor().given({ offers: [station('s1', 1)] });
    const [offer] = await offersOf(vendor());
    expect(offer?.name).to.match(/ average$/);
    expect([offer?.position, offer?.distanceMiles, offer?.brand, offer?.address]).to.deep.equal([undefined, undefined, undefined, undefined]);
  });

  it('is the newest one with a value', async () => {
    const later = new Date('2026-03-09T00:00:00Z');
    const latest = new Date('2026-03-16T00:00:00Z');
    const offers = [station('a', 0), station('b', 0, { setAt: latest, dieselPrice: undefined }), station('c', 0, { setAt: later, dieselPrice: '3.512' })];
    await vendor().given({ offers });
    const [offer] = await offersOf(vendor());
    expect([offer?.dieselPrice, offer?.lastUpdated]).to.deep.equal(['3.512', later]);
  });

  it('is none when no week has a value or a date', async () => {
    await vendor().given({ offers: [station('a', 0, { dieselPrice: undefined }), station('b', 0, { setAt: undefined })] });
    expect(await offersOf(vendor())).to.deep.equal([]);
  });
}
