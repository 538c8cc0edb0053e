import { inspect } from 'node:util';
import { expect } from 'chai';
import { coordinatesOf, idOf, numberOf, rawWordOf, textOf } from '../../../src/infrastructure/vendors/reading/wire-values.js';

describe('Values from the wire', () => {
  const ids: readonly (readonly [unknown, string | undefined])[] = [
    ['TB-1', 'TB-1'], ['0007', '0007'], [7, '7'], [0, '0'], [' x ', ' x '], ['x'.repeat(255), 'x'.repeat(255)],
    ['', undefined], [' ', undefined], ['x'.repeat(256), undefined], ['a\u0000', undefined], ['\ud800', undefined],
    [1.5, undefined], [2 ** 53, undefined], [Number.NaN, undefined], [null, undefined], [undefined, undefined], [true, undefined], [{}, undefined], [['1'], undefined],
  ];
  for (const [sent, id] of ids) {
    it(`reads ${typeof sent === 'string' ? JSON.stringify(sent.slice(0, 8)) : String(sent)} as ${id === undefined ? 'no id' : 'an id'}`, () => {
      expect(idOf(sent)).to.equal(id);
    });
  }

  const numbers: readonly (readonly [unknown, number | undefined])[] = [
    [0, 0], ['0', 0], ['0.0', 0], [-0, 0], ['-0', 0], ['452.5', 452.5], [' -96.8 ', -96.8], ['.5', 0.5], ['5.', 5], ['+3', 3],
    ['', undefined], [' ', undefined], ['1e3', undefined], ['0x10', undefined], ['1,5', undefined], ['12 mi', undefined],
    [Number.NaN, undefined], [Infinity, undefined], [null, undefined], [undefined, undefined], [false, undefined], [[], undefined], [[5], undefined],
  ];
  for (const [sent, number] of numbers) {
    it(`reads ${inspect(sent)} (${typeof sent}) as ${number === undefined ? 'no number' : String(number)}`, () => {
      expect(numberOf(sent)).to.equal(number);
      expect(Object.is(numberOf(sent), -0)).to.equal(false);
    });
  }

  it('trims text, cuts it and makes it storable', () => {
    expect([' Dallas ', 75247, '', '  ', null, {}, true].map(textOf)).to.deep.equal(['Dallas', '75247', undefined, undefined, undefined, undefined, undefined]);
    expect(textOf('a\u0000b')).to.equal('a\uFFFDb');
    expect(textOf('x'.repeat(500))).to.have.length(200);
  });

  it('keep a vendor\'s word as it was sent, cut and storable', () => {
    expect(['', ' on hold ', 5, null, ['x']].map(rawWordOf)).to.deep.equal(['', ' on hold ', undefined, undefined, undefined]);
    expect(rawWordOf(`\ud800${'x'.repeat(200)}`)).to.equal(`\uFFFD${'x'.repeat(99)}`);
  });

  it('are a point on earth with both halves, 0 and the ends included', () => {
    expect(coordinatesOf(0, '0')).to.deep.equal({ latitude: 0, longitude: 0 });
    expect(coordinatesOf(-90, '180')).to.deep.equal({ latitude: -90, longitude: 180 });
    for (const [latitude, longitude] of [[90.01, 0], [-91, 0], [0, 180.5], [0, -181], [32, undefined], [undefined, -96], ['32', null], [32, '']]) {
      expect(coordinatesOf(latitude, longitude), `${String(latitude)}, ${String(longitude)}`).to.equal(undefined);
    }
  });
});
