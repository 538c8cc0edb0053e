import { expect } from 'chai';
import fc from 'fast-check';
import { SYNC_INTERVAL_SECONDS, isSynced, statusOf } from '../../../src/domain/integrations/integration.js';
import { nextSyncAt, phaseOf } from '../../../src/domain/integrations/sync-schedule.js';
import type { SyncSlot } from '../../../src/domain/integrations/sync-schedule.js';
import { INTEGRATION_TYPES } from '../../../src/domain/integrations/vendor-description.js';

const HOUR = 3_600_000;
const NOON = new Date('2026-03-02T12:00:00.000Z');

const slots = fc
  .record({
    dueAt: fc.integer({ min: 0, max: 4e12 }),
    lateBy: fc.integer({ min: -86_400_000, max: 30 * 86_400_000 }),
    intervalSeconds: fc.integer({ min: SYNC_INTERVAL_SECONDS.min, max: SYNC_INTERVAL_SECONDS.max }),
    phase: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
  })
  .map(({ dueAt, lateBy, intervalSeconds, phase }): SyncSlot => ({ dueAt: new Date(dueAt), now: new Date(dueAt + lateBy), intervalSeconds, phase }));

describe('The next sync', () => {
  it('is one interval after the one that was due, while that is ahead', () => {
    const at = nextSyncAt({ dueAt: NOON, intervalSeconds: 300, now: new Date(NOON.getTime() + 299_999), phase: 0.5 });
    expect(at.toISOString()).to.equal('2026-03-02T12:05:00.000Z');
  });

  const late: readonly [number, number, string][] = [
    [300_000, 0, '2026-03-02T12:10:00.000Z'],
    [300_001, 0, '2026-03-02T12:10:00.000Z'],
    [599_999, 0.5, '2026-03-02T12:12:30.000Z'],
    [600_000, 0.1, '2026-03-02T12:10:30.000Z'],
    [24 * HOUR, 0.25, '2026-03-03T12:01:15.000Z'],
  ];
  for (const [lateBy, phase, at] of late) {
    it(`${lateBy} ms late at phase ${phase} it is the next point of the own grid: ${at}`, () => {
      expect(nextSyncAt({ dueAt: NOON, intervalSeconds: 300, now: new Date(NOON.getTime() + lateBy), phase }).toISOString()).to.equal(at);
    });
  }

  it('is after now', () => {
    fc.assert(fc.property(slots, (slot) => nextSyncAt(slot).getTime() > slot.now.getTime()));
  });

  it('is after now also in the very millisecond of a point of the grid', () => {
    fc.assert(
      fc.property(slots, fc.integer({ min: 1, max: 1000 }), (slot, points) => {
        const interval = slot.intervalSeconds * 1000;
        const now = new Date((Math.ceil(slot.dueAt.getTime() / interval) + points) * interval + slot.phase * interval);
        return nextSyncAt({ ...slot, now }).getTime() > now.getTime();
      }),
    );
  });

  it('is exactly one interval after the due time, or at most one interval from now', () => {
    fc.assert(
      fc.property(slots, (slot) => {
        const interval = slot.intervalSeconds * 1000;
        const next = nextSyncAt(slot).getTime();
        return next === slot.dueAt.getTime() + interval || next - slot.now.getTime() <= interval;
      }),
    );
  });

  it('never changes with the length of a run that ends inside its interval', () => {
    fc.assert(
      fc.property(slots, fc.double({ min: 0, max: 0.999, noNaN: true }), (slot, share) => {
        const now = new Date(slot.dueAt.getTime() + Math.floor(share * slot.intervalSeconds * 1000));
        return nextSyncAt({ ...slot, now }).getTime() === slot.dueAt.getTime() + slot.intervalSeconds * 1000;
      }),
    );
  });

  it('is 12 times an hour for 300 s, looked for every 10 s, with runs of 40 s', () => {
    let dueAt = NOON;
    const starts: number[] = [];
    for (let now = NOON.getTime(); now < NOON.getTime() + 24 * HOUR; now += 10_000) {
      if (dueAt.getTime() > now) continue;
      starts.push(now);
      dueAt = nextSyncAt({ dueAt, intervalSeconds: 300, now: new Date(now + 40_000), phase: 0.37 });
    }
    expect(starts).to.have.length(12 * 24);
  });
});

describe('The phase of an integration', () => {
  const table: readonly [string, number][] = [
    ['00000000-0000-4000-8000-000000000000', 0], ['80000000-0000-4000-8000-000000000000', 0.5], ['40000000-0000-4000-8000-000000000000', 0.25], ['no-uuid', 0],
  ];
  for (const [id, phase] of table) {
    it(`of ${id} is ${phase}`, () => {
      expect(phaseOf(id)).to.equal(phase);
    });
  }

  it('is at least 0 and less than 1', () => {
    fc.assert(fc.property(fc.uuid(), (id) => phaseOf(id) >= 0 && phaseOf(id) < 1));
  });

  it('spreads 10,000 random ids: no tenth of the interval has less than 8 or more than 12 % of them', () => {
    const tenths = new Array<number>(10).fill(0);
    for (const id of fc.sample(fc.noBias(fc.uuid({ version: 4 })), { numRuns: 10_000, seed: 7 })) tenths[Math.floor(phaseOf(id) * 10)]! += 1;
    expect(tenths.filter((number) => number < 800 || number > 1_200)).to.deep.equal([]);
  });
});

describe('An integration', () => {
  const states: readonly [boolean, 'unreached' | 'reached' | 'failing', string][] = [
    [true, 'unreached', 'CONFIGURED'], [true, 'reached', 'ACTIVE'], [true, 'failing', 'ERROR'],
    [false, 'unreached', 'DISABLED'], [false, 'reached', 'DISABLED'], [false, 'failing', 'DISABLED'],
  ];
  for (const [enabled, condition, status] of states) {
    it(`that is ${enabled ? 'enabled' : 'disabled'} and ${condition} is ${status}`, () => {
      expect(statusOf({ enabled, condition })).to.equal(status);
    });
  }

  it('is synced when it is HOS_ELD, TMS or ASSET_MANAGEMENT', () => {
    expect(INTEGRATION_TYPES.filter(isSynced)).to.deep.equal(['HOS_ELD', 'TMS']);
  });
});
