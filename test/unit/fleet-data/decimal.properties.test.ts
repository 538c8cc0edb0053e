import { expect } from 'chai';
import fc from 'fast-check';
import { decimalTextOf, productOf, roundedHalfUp } from '../../../src/domain/fleet-data/decimal.js';

const RUNS = { numRuns: 500 };
const tenths = fc.nat({ max: 999_999_999 });
/** Any decimal text that is read, as its digits and the number of them after the point. */
const decimal = fc.tuple(fc.nat({ max: 999_999 }), fc.string({ unit: fc.integer({ min: 0, max: 9 }).map(String), maxLength: 12 }))
  .map(([whole, fraction]) => (fraction === '' ? String(whole) : `${whole}.${fraction}`));

/** The value in units of 10 to the -24: independent of how the code under test holds it. */
function units(text: string): bigint {
  const [whole = '0', fraction = ''] = text.split('.');
  return BigInt(whole) * 10n ** 24n + BigInt(fraction.padEnd(24, '0'));
}

describe('Decimal texts', () => {
  it('a price in tenths of a cent sent as a JSON number arrives with exactly its value', () => {
    fc.assert(fc.property(tenths, (price) => {
      const sent: unknown = JSON.parse(`{"price":${Math.floor(price / 1000)}.${String(price % 1000).padStart(3, '0')}}`);
      const text = decimalTextOf((sent as { price: unknown }).price);
      expect(units(text ?? '')).to.equal(BigInt(price) * 10n ** 21n);
    }), RUNS);
  });

  it('a numeric text arrives letter for letter', () => {
    fc.assert(fc.property(decimal, (text) => {
      expect(decimalTextOf(text)).to.equal(text);
    }), RUNS);
  });

  it('any number that is read reads back as the same number', () => {
    fc.assert(fc.property(fc.double({ noNaN: true }), (value) => {
      const text = decimalTextOf(value);
      if (text !== undefined) expect(Number(text)).to.equal(value + 0);
    }), RUNS);
  });

  it('whatever is sent, the answer is undefined or plain digits', () => {
    fc.assert(fc.property(fc.anything(), (value) => {
      expect(decimalTextOf(value) ?? '0').to.match(/^\d{1,6}(\.\d+)?$/);
    }), RUNS);
  });

  it('multiplies without losing a digit, in any order', () => {
    fc.assert(fc.property(decimal, decimal, (one, other) => {
      const product = productOf(one, other);
      expect(units(product) * 10n ** 24n).to.equal(units(one) * units(other));
      expect(productOf(other, one)).to.equal(product);
    }), RUNS);
  });

  it('rounds to the nearest, and up when halfway', () => {
    fc.assert(fc.property(decimal, fc.nat({ max: 6 }), (text, places) => {
      const off = units(roundedHalfUp(text, places)) - units(text);
      const half = 5n * 10n ** BigInt(23 - places);
      expect(off > -half && off <= half, `${text} to ${places}`).to.equal(true);
      expect((roundedHalfUp(text, places).split('.')[1] ?? '').length).to.be.at.most(places);
    }), RUNS);
  });
});
