import { inspect } from 'node:util';
import { expect } from 'chai';
import { decimalTextOf, isZero, productOf, roundedHalfUp } from '../../../src/domain/fleet-data/decimal.js';

describe('decimalTextOf', () => {
  const read: readonly (readonly [unknown, string])[] = [
    [3.459, '3.459'], [4, '4'], [3.05, '3.05'], [0, '0'], [-0, '0'], [999999.999, '999999.999'], [0.1 + 0.2, '0.30000000000000004'],
    ['3.459', '3.459'], ['3.450', '3.450'], ['4', '4'], ['0.000', '0.000'], ['03.5', '03.5'], ['1.00000000000000000001', '1.00000000000000000001'],
  ];
  for (const [value, text] of read) {
    it(`reads ${JSON.stringify(value)} as ${text}`, () => expect(decimalTextOf(value)).to.equal(text));
  }

  const refused: readonly unknown[] = [
    undefined, null, '', ' ', 'n/a', '3,459', ' 3.459', '3.459 ', '$3.459', '.5', '5.', '-3.459', -3.459, '+3', '3e2', '1E-3', 1e-7, 1e21, NaN,
    Infinity, -Infinity, 'NaN', '0x10', '1_000', '1234567', 1234567, 1234567.5, '1.000000000000000000001', '٣', true, false, [], ['3.4'], {}, 3n,
  ];
  for (const value of refused) {
    it(`refuses ${inspect(value)}`, () => expect(decimalTextOf(value)).to.equal(undefined));
  }
});

describe('productOf', () => {
  for (const [one, other, product] of [
    ['1.389', '3.785411784', '5.257936967976'], ['1', '3.785411784', '3.785411784'], ['1.50', '2.5', '3.750'], ['0', '3.785411784', '0.000000000'],
    ['0.1', '0.1', '0.01'], ['0.001', '0.001', '0.000001'], ['12', '34', '408'], ['999999.99', '999999.99', '999999980000.0001'],
  ] as const) {
    it(`${one} × ${other} = ${product}`, () => expect(productOf(one, other)).to.equal(product));
  }
});

describe('roundedHalfUp', () => {
  for (const [decimal, places, rounded] of [
    ['5.257936967976', 3, '5.258'], ['5.2574', 3, '5.257'], ['5.2575', 3, '5.258'], ['5.25749999999', 3, '5.257'], ['0.9995', 3, '1.000'],
    ['999999.9995', 3, '1000000.000'], ['0.0005', 3, '0.001'], ['0.0004', 3, '0.000'], ['5.2', 3, '5.2'], ['5', 3, '5'], ['5.250', 3, '5.250'], ['2.5', 0, '3'],
    ['1.005', 2, '1.01'],
  ] as const) {
    it(`${decimal} to ${places} places is ${rounded}`, () => expect(roundedHalfUp(decimal, places)).to.equal(rounded));
  }
});

describe('isZero', () => {
  for (const [decimal, zero] of [['0', true], ['0.000', true], ['00.0', true], ['0.001', false], ['10', false]] as const) {
    it(`${decimal}: ${zero}`, () => expect(isZero(decimal)).to.equal(zero));
  }
});
