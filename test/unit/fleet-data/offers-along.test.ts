import { expect } from 'chai';
import fc from 'fast-check';
import { offersAlong } from '../../../src/domain/fleet-data/offers-along.js';
import type { SourcedOffer } from '../../../src/domain/fleet-data/offers-along.js';
import { someOffer } from '../../support/doubles/fleet-data/some-offer.js';

const station = (id: string, distanceMiles: number | undefined, dataSource = 'here', stale = false): SourcedOffer => ({ offer: someOffer(id, { distanceMiles }), dataSource, stale });
const average = (id: string, dataSource = 'eia', stale = false): SourcedOffer => ({ offer: someOffer(id, { position: undefined, distanceMiles: undefined, priceKind: 'regional_average' }), dataSource, stale });
const wordsOf = (found: readonly SourcedOffer[]): readonly string[] => found.map(({ offer, dataSource, stale }) => `${dataSource} ${offer.stationId} ${offer.distanceMiles ?? '-'}${stale ? ' stale' : ''}`);

describe('Fuel offers along a way', () => {
  const TABLE: readonly (readonly [what: string, found: readonly SourcedOffer[], gives: readonly string[]])[] = [
    ['nothing found', [], []],
    ['nearest to the way first, whatever place it was found from', [station('C', 9), station('A', 1), station('B', 4)], ['here A 1', 'here B 4', 'here C 9']],
    ['one found from two places counts once, from the nearer', [station('A', 20), station('B', 10), station('A', 3)], ['here A 3', 'here B 10']],
    ['the same id at another vendor is another station', [station('A', 2), station('A', 1, 'finder')], ['finder A 1', 'here A 2']],
    ['ids and vendors do not run into each other', [station('b c', 1, 'a'), station('c', 1, 'a b')], ['a b c 1', 'a b c 1']],
    ['of two as near, the fresh one', [station('A', 3, 'here', true), station('A', 3)], ['here A 3']],
    ['a station of an old answer keeps its mark', [station('A', 3, 'here', true), station('B', 4)], ['here A 3 stale', 'here B 4']],
    ['0 miles is the nearest', [station('B', 0.1), station('A', 0)], ['here A 0', 'here B 0.1']],
    ['one whose distance is not known comes last', [station('X', undefined), station('A', 90)], ['here A 90', 'here X -']],
    ['no average where there is a station', [average('R10'), station('A', 24)], ['here A 24']],
    ['averages where there is none, each region once', [average('R10'), average('R20'), average('R10')], ['eia R10 -', 'eia R20 -']],
    ['the fresh one of an average', [average('R10', 'eia', true), average('R10')], ['eia R10 -']],
  ];
  for (const [what, found, gives] of TABLE) {
    it(what, () => {
      expect(wordsOf(offersAlong(found, 5))).to.deep.equal(gives);
    });
  }

  it('no more than asked for', () => {
    expect(wordsOf(offersAlong([5, 4, 3, 2, 1].map((mile) => station(String(mile), mile)), 2))).to.deep.equal(['here 1 1', 'here 2 2']);
  });

  it('keeps what else is known of an offer', () => {
    const found = { ...station('A', 1), age: 7 };
    expect(offersAlong([found], 5)).to.deep.equal([found]);
  });

  it('none twice, in order, and nothing that was not found', () => {
    const some = fc.record({ id: fc.constantFrom('A', 'B', 'C'), miles: fc.integer({ min: 0, max: 30 }), from: fc.constantFrom('here', 'finder') }).map(({ id, miles, from }) => station(id, miles, from));
    fc.assert(fc.property(fc.array(some, { maxLength: 20 }), (found) => {
      const given = offersAlong(Object.freeze(found), 50);
      const miles = given.map(({ offer }) => offer.distanceMiles ?? -1);
      const keys = new Set(found.map(({ offer, dataSource }) => `${dataSource} ${offer.stationId}`));
      expect(miles).to.deep.equal(miles.toSorted((one, other) => one - other));
      expect(given).to.have.length(keys.size);
      for (const one of given) expect(found).to.include(one);
    }));
  });
});
