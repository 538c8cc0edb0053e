import { expect } from 'chai';
import fc from 'fast-check';
import { eiaAverageOf, eiaOfferOf, eiaRowsOf, newestIn, type EiaAverage } from '../../../src/infrastructure/vendors/eia/eia-mapping.js';

const ROW = { period: '2026-03-02', duoarea: 'R20', 'area-name': 'PADD 2', product: 'EPD2D', process: 'PTE', value: '3.672', units: '$/GAL' };

function average(more: Record<string, unknown> = {}): EiaAverage {
  const found = eiaAverageOf({ ...ROW, ...more });
  return found === undefined || found === 'other' ? expect.fail(String(found)) : found;
}

describe('EIA averages', () => {
  it('are read from texts and from numbers, digit by digit', () => {
    expect(average()).to.deep.equal({ duoarea: 'R20', period: new Date('2026-03-02T00:00:00Z'), value: '3.672', units: '$/GAL' });
    expect(average({ value: '3.670' }).value).to.equal('3.670');
    expect(average({ value: 3.672 }).value).to.equal('3.672');
  });

  for (const value of [null, undefined, '', 'NA', '0', 0, '-3.6', '3,6', 'w', {}]) {
    it(`have no value when it is ${JSON.stringify(value)}`, () => expect(average({ value }).value).to.equal(undefined));
  }

  for (const row of [null, 'x', [], {}, { ...ROW, period: undefined }, { ...ROW, period: '2026-02-30' }, { ...ROW, period: '2026-03' }, { ...ROW, period: '2026-W10' },
    { ...ROW, duoarea: null }, { ...ROW, duoarea: '' }]) {
    it(`cannot be read from ${JSON.stringify(row)}`, () => expect(eiaAverageOf(row)).to.equal(undefined));
  }

  it('are of no interest when about another product', () => expect(eiaAverageOf({ ...ROW, product: 'EPM0' })).to.equal('other'));

  it('are newest by week, not by place in the list, and need a value', () => {
    const averages = [
      average({ period: '2026-02-23', value: '3.5' }), average({ period: '2026-03-09', value: null }), average({ period: '2026-03-02', value: '3.6' }),
      average({ duoarea: 'NUS', period: '2026-03-16', value: '9.9' }), average({ period: '2026-02-16', value: '3.4' }),
    ];
    expect(newestIn('R20', averages)?.value).to.equal('3.6');
    expect(newestIn('R30', averages)).to.equal(undefined);
  });

  it('are offered as averages of their region, never as a station', () => {
    expect(eiaOfferOf('R20', average())).to.deep.equal({
      stationId: 'EIA-R20',
      name: 'Midwest (PADD 2) average',
      brand: undefined,
      address: undefined,
      city: undefined,
      state: undefined,
      zip: undefined,
      position: undefined,
      pricePerGallon: undefined,
      dieselPrice: '3.672',
      currency: 'USD',
      distanceMiles: undefined,
      amenities: [],
      lastUpdated: new Date('2026-03-02T00:00:00Z'),
      priceKind: 'regional_average',
    });
    expect(eiaOfferOf('SCA', average()).name).to.equal('California average');
    expect(eiaOfferOf('NUS', average()).name).to.equal('U.S. average');
  });

  for (const units of ['$/BBL', 'CAD/L', '$/gal', null, undefined]) {
    it(`have no price in ${String(units)}`, () => {
      expect(eiaOfferOf('R20', average({ units }))).to.include({ dieselPrice: undefined, currency: undefined });
    });
  }

  it('come in response.data', () => {
    expect(eiaRowsOf({ response: { data: [1] } })).to.deep.equal([1]);
    for (const body of [null, [], {}, { data: [] }, { response: [] }, { response: { data: {} } }, { response: { data: null } }]) expect(eiaRowsOf(body)).to.equal(undefined);
  });

  it('keep their value to the last digit, whatever it is', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 99_999 }), (tenths) => {
      const text = (BigInt(tenths) * 1n).toString().padStart(4, '0').replace(/(\d{3})$/, '.$1');
      expect(average({ value: text }).value).to.equal(text);
      expect(average({ value: Number(text) }).value).to.equal(String(Number(text)));
    }));
    fc.assert(fc.property(fc.jsonValue(), (row) => {
      const found = eiaAverageOf(row);
      expect(found === undefined || found === 'other' || found.period instanceof Date).to.equal(true);
    }));
  });
});
