import { expect } from 'chai';
import fc from 'fast-check';
import { driverIdCandidates, judgeRoster } from '../../../src/domain/fleet-data/roster.js';

describe('The verdict on a roster', () => {
  for (const [activeBefore, listed, missing, confirmed, verdict] of [
    [0, 0, 0, false, 'apply'],
    [0, 10, 0, false, 'apply'],
    [1, 0, 1, false, 'refuse'],
    [100, 0, 100, true, 'refuse'],
    [8, 4, 4, false, 'apply'],
    [5, 1, 4, false, 'apply'],
    [5, 3, 5, false, 'keep'],
    [9, 4, 5, false, 'keep'],
    [10, 5, 5, false, 'apply'],
    [11, 5, 6, false, 'keep'],
    [100, 50, 50, false, 'apply'],
    [100, 49, 51, false, 'keep'],
    [100, 49, 51, true, 'apply'],
    [100, 1, 99, true, 'apply'],
  ] as const) {
    it(`${missing} of ${activeBefore} missing, ${listed} listed${confirmed ? ', confirmed' : ''} → ${verdict}`, () => {
      expect(judgeRoster({ activeBefore, listed, missing, confirmed })).to.equal(verdict);
    });
  }

  it('without a person’s word more than half of a fleet never becomes inactive, from 5 on', () => {
    fc.assert(fc.property(fc.nat(2_000), fc.nat(2_000), fc.nat(2_000), (activeBefore, listed, missing) => {
      fc.pre(missing <= activeBefore && missing >= 5 && missing > activeBefore / 2);
      expect(judgeRoster({ activeBefore, listed, missing, confirmed: false })).to.not.equal('apply');
    }));
  });
});

describe('The id of a new roster driver', () => {
  it('is the external id, else <vendor>-<external id>', () => {
    expect(driverIdCandidates('SAMSARA_ELD', '45646')).to.deep.equal(['45646', 'SAMSARA_ELD-45646']);
  });
});
