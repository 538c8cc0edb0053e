import { expect } from 'chai';
import fc from 'fast-check';
import { NO_RECORDS, addCounts, durationOf } from '../../../src/domain/sync-history/sync-run.js';
import { summarizeSyncs } from '../../../src/domain/sync-history/sync-statistics.js';

const NONE = { total: 0, successful: 0, partial: 0, failed: 0, recordsProcessed: 0, durationMs: 0 };

describe('Statistics of syncs', () => {
  it('are all 0 when nothing ran, and when nothing has finished', () => {
    const zero = { successfulSyncs: 0, partialSyncs: 0, failedSyncs: 0, successRate: 0, avgRecordsPerSync: 0, avgDurationMs: 0 };
    expect(summarizeSyncs(NONE)).to.deep.equal({ totalSyncs: 0, ...zero });
    expect(summarizeSyncs({ ...NONE, total: 1 })).to.deep.equal({ totalSyncs: 1, ...zero });
  });

  it('partial is not success: 2 of 4 finished are 50; averages are over the 3 that delivered', () => {
    const totals = { total: 5, successful: 2, partial: 1, failed: 1, recordsProcessed: 35, durationMs: 1_000 };
    expect(summarizeSyncs(totals)).to.deep.equal({
      totalSyncs: 5, successfulSyncs: 2, partialSyncs: 1, failedSyncs: 1, successRate: 50, avgRecordsPerSync: 11.67, avgDurationMs: 333.33,
    });
  });

  it('a rate is between 0 and 100, and 0 when only failures have finished', () => {
    expect(summarizeSyncs({ ...NONE, total: 3, failed: 3 })).to.include({ successRate: 0, avgRecordsPerSync: 0 });
    fc.assert(fc.property(fc.nat(500), fc.nat(500), fc.nat(500), (successful, partial, failed) => {
      const total = successful + partial + failed;
      expect(summarizeSyncs({ ...NONE, total, successful, partial, failed }).successRate).to.be.within(0, 100);
    }));
  });
});

describe('A sync run', () => {
  const startedAt = new Date('2026-03-02T08:00:00.000Z');

  it('has a duration once it has ended', () => {
    expect(durationOf({ startedAt, completedAt: undefined })).to.equal(undefined);
    expect(durationOf({ startedAt, completedAt: new Date(startedAt.getTime() + 1_250) })).to.equal(1_250);
  });

  it('adds up counts', () => {
    const one = { processed: 1, created: 2, updated: 3, failed: 4 };
    expect(addCounts(one, { processed: 10, created: 20, updated: 30, failed: 40 })).to.deep.equal({ processed: 11, created: 22, updated: 33, failed: 44 });
    expect(addCounts(one, NO_RECORDS)).to.deep.equal(one);
  });
});
