import { expect } from 'chai';
import { isActiveLoad, LOAD_STATUSES } from '../../../src/domain/fleet-data/load.js';
import type { Load } from '../../../src/domain/fleet-data/load.js';
import { decideLoadRead, isYounger, servingInList } from '../../../src/domain/fleet-data/load-read.js';
import type { ListedLoadReads } from '../../../src/domain/fleet-data/load-read.js';
import { toIntegrationId, toLoadId } from '../../../src/domain/shared/identifiers.js';
import { loadSeen } from '../../contracts/fleet-data/load-examples.js';

const NOW = new Date('2026-03-02T08:00:00.000Z');
const ago = (seconds: number): Date => new Date(NOW.getTime() - seconds * 1000);
const ORIGIN = { syncIntervalSeconds: 300 };
const loadOf = (seconds: number, more: Partial<Load> = {}): Load => ({
  ...loadSeen('L1', ago(seconds)), loadId: toLoadId('L1'), integrationId: toIntegrationId('i'), dataSource: 'truckbase_tms', assignedDriverId: undefined, gone: false, ...more,
});

describe('isActiveLoad', () => {
  it('is true of what is neither finished nor gone, UNKNOWN included', () => {
    expect(LOAD_STATUSES.filter((status) => isActiveLoad({ status, gone: false }))).to.deep.equal(['ASSIGNED', 'IN_TRANSIT', 'UNKNOWN']);
    expect(LOAD_STATUSES.filter((status) => isActiveLoad({ status, gone: true }))).to.deep.equal([]);
  });
});

describe('isYounger', () => {
  const rows = [[0, true], [299.999, true], [300, false], [301, false], [-120, true], [-120.001, false], [-9_000, false]] as const;
  for (const [seconds, expected] of rows) {
    it(`${seconds} s ago is ${expected ? 'younger' : 'not younger'} than 300 s`, () => expect(isYounger(ago(seconds), NOW, 300)).to.equal(expected));
  }
});

describe('decideLoadRead', () => {
  const [young, old] = [loadOf(299), loadOf(300)];
  const rows = [
    ['a load younger than the interval is served as stored', { load: young, origin: ORIGIN, tenantConnected: true }, { kind: 'stored', load: young }],
    ['an older one is asked for', { load: old, origin: ORIGIN, tenantConnected: true }, { kind: 'fetch', load: old }],
    ['a longer interval lets it be older', { load: old, origin: { syncIntervalSeconds: 301 }, tenantConnected: true }, { kind: 'stored', load: old }],
    ['the load of a disabled integration is served whatever its age', { load: young, origin: undefined, tenantConnected: true }, { kind: 'disconnected', load: young }],
    ['also when nothing is connected', { load: old, origin: undefined, tenantConnected: false }, { kind: 'disconnected', load: old }],
    ['an unknown load is looked for', { load: undefined, origin: undefined, tenantConnected: true }, { kind: 'search' }],
    ['without a TMS there is nobody to ask', { load: undefined, origin: undefined, tenantConnected: false }, { kind: 'nobody' }],
  ] as const;
  for (const [what, state, expected] of rows) {
    it(what, () => expect(decideLoadRead(state, NOW)).to.deep.equal(expected));
  }
});

describe('servingInList', () => {
  const reads = (more: Partial<ListedLoadReads> = {}): ListedLoadReads => ({ origin: ORIGIN, listReadAt: undefined, liveSince: undefined, ...more });
  const stored = { cached: true, stale: false };
  const stale = { cached: true, stale: true };
  const live = { cached: false, stale: false };
  const rows: readonly (readonly [string, Load, ListedLoadReads, object])[] = [
    ['young', loadOf(299), reads(), { ...stored, ageSeconds: 299 }],
    ['old', loadOf(300), reads(), { ...stale, ageSeconds: 300 }],
    ['of a disabled integration, however young', loadOf(1), reads({ origin: undefined }), { ...stale, ageSeconds: 1 }],
    ['read for this request', loadOf(1), reads({ liveSince: ago(1) }), { ...live, ageSeconds: 1 }],
    ['read before this request', loadOf(2), reads({ liveSince: ago(1) }), { ...stored, ageSeconds: 2 }],
    ['active and not listed by a young reading', loadOf(900), reads({ listReadAt: ago(1) }), { ...stale, ageSeconds: 900 }],
    ['finished, and not listed by a young reading', loadOf(900, { status: 'DELIVERED' }), reads({ listReadAt: ago(299) }), { ...stored, ageSeconds: 900 }],
    ['gone, and not listed by a young reading', loadOf(900, { gone: true, status: 'UNKNOWN' }), reads({ listReadAt: ago(1) }), { ...stored, ageSeconds: 900 }],
    ['finished, and the reading is old', loadOf(900, { status: 'CANCELLED' }), reads({ listReadAt: ago(300) }), { ...stale, ageSeconds: 900 }],
    ['finished after an old reading', loadOf(10, { status: 'DELIVERED' }), reads({ listReadAt: ago(900) }), { ...stored, ageSeconds: 10 }],
    ['seen by a clock that is ahead', loadOf(-5), reads(), { ...stored, ageSeconds: 0 }],
    ['seen by a clock that is 3 minutes ahead, and read by nobody now', loadOf(-180), reads({ liveSince: NOW }), { ...stale, ageSeconds: 0 }],
  ];
  for (const [what, load, how, expected] of rows) {
    it(`${what}: ${JSON.stringify(expected)}`, () => expect(servingInList(load, how, NOW)).to.deep.equal(expected));
  }
});
