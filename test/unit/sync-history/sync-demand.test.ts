import { expect } from 'chai';
import { decideSync } from '../../../src/domain/sync-history/sync-demand.js';
import type { SyncDemand } from '../../../src/domain/sync-history/sync-demand.js';
import type { SyncStatus } from '../../../src/domain/sync-history/sync-run.js';

const TOLD = Date.UTC(2026, 2, 2, 8);

describe('A sync for a change we were told of', () => {
  const table: readonly (readonly [status: SyncStatus, startedMsAfter: number, demand: SyncDemand])[] = [
    ['running', 1, 'covered'],
    ['success', 1, 'covered'],
    ['failed', 10_000, 'covered'],
    ['running', -1, 'wait'],
    ['running', 0, 'wait'],
    ['success', 0, 'start'],
    ['success', -1, 'start'],
    ['partial', -10_000, 'start'],
    ['failed', -1, 'start'],
  ];
  for (const [status, startedMsAfter, demand] of table) {
    it(`the latest run began ${startedMsAfter} ms after and is ${status}: ${demand}`, () => {
      expect(decideSync(new Date(TOLD), { status, startedAt: new Date(TOLD + startedMsAfter) })).to.equal(demand);
    });
  }

  it('there was none: start', () => {
    expect(decideSync(new Date(TOLD), undefined)).to.equal('start');
  });
});
