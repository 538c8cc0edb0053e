import { expect } from 'chai';
import { ageSeconds, decideHosRead, isFresh } from '../../../src/domain/hours-of-service/hos-read.js';
import type { HosReadDecision } from '../../../src/domain/hours-of-service/hos-read.js';
import { minutesBefore, overrideOf, snapshot } from '../../contracts/hours-of-service/hos-examples.js';

const NOW = new Date('2026-03-02T08:00:00.000Z');
const FRESH_SECONDS = 300;

const OVERRIDES = {
  none: undefined,
  'in force': overrideOf(NOW),
  'run out': overrideOf(NOW, { setAt: minutesBefore(NOW, 60), expiresAt: NOW }),
} as const;

const SNAPSHOTS = {
  none: undefined,
  fresh: snapshot('1', new Date(NOW.getTime() - 299_999)),
  old: snapshot('1', new Date(NOW.getTime() - 300_000)),
  future: snapshot('1', new Date(NOW.getTime() + 120_001)),
} as const;

type OverrideName = keyof typeof OVERRIDES;
type SnapshotName = keyof typeof SNAPSHOTS;

/** The promised order, written a second time: as a table of what is left to serve. */
function expected(override: OverrideName, stored: SnapshotName, reachable: boolean, refusal: HosReadDecision['kind']): HosReadDecision['kind'] {
  if (override === 'in force') return 'override';
  if (stored === 'fresh') return 'stored';
  if (reachable) return 'fetch';
  return stored === 'none' ? refusal : 'stale';
}

/** linked, its integration enabled, the tenant has an enabled integration → whether the vendor can be asked, and the refusal. */
const CONNECTIONS = [
  [true, true, true, true, 'fetch'],
  [true, true, false, true, 'fetch'],
  [true, false, true, false, 'no-integration'],
  [true, false, false, false, 'no-integration'],
  [false, false, true, false, 'not-linked'],
  [false, false, false, false, 'no-integration'],
  [false, true, true, false, 'not-linked'],
  [false, true, false, false, 'no-integration'],
] as const;

describe('The order in which hours of service are read', () => {
  for (const override of Object.keys(OVERRIDES) as OverrideName[]) {
    for (const stored of Object.keys(SNAPSHOTS) as SnapshotName[]) {
      for (const [linked, integrationEnabled, tenantConnected, reachable, refusal] of CONNECTIONS) {
        const kind = expected(override, stored, reachable, refusal);
        const state = { override: OVERRIDES[override], snapshot: SNAPSHOTS[stored], linked, integrationEnabled, tenantConnected };
        const facts = `override ${override}, snapshot ${stored}, linked ${linked}, enabled ${integrationEnabled}, connected ${tenantConnected}`;
        it(`${facts} → ${kind}`, () => {
          expect(decideHosRead(state, NOW, FRESH_SECONDS)).to.have.property('kind', kind);
        });
      }
    }
  }

  it('serves the override itself, the snapshot itself, and keeps an old snapshot as the fallback of a fetch', () => {
    const state = { override: undefined, linked: true, integrationEnabled: true, tenantConnected: true };
    const decide = (more: object): HosReadDecision => decideHosRead({ ...state, snapshot: undefined, ...more }, NOW, FRESH_SECONDS);
    expect(decide({ override: OVERRIDES['in force'] })).to.deep.equal({ kind: 'override', override: OVERRIDES['in force'] });
    expect(decide({ snapshot: SNAPSHOTS.fresh })).to.deep.equal({ kind: 'stored', snapshot: SNAPSHOTS.fresh });
    expect(decide({ snapshot: SNAPSHOTS.old })).to.deep.equal({ kind: 'fetch', fallback: SNAPSHOTS.old });
    expect(decide({})).to.deep.equal({ kind: 'fetch', fallback: undefined });
    expect(decide({ snapshot: SNAPSHOTS.old, linked: false })).to.deep.equal({ kind: 'stale', snapshot: SNAPSHOTS.old });
  });
});

describe('Freshness', () => {
  for (const [milliseconds, fresh] of [[0, true], [299_999, true], [300_000, false], [300_001, false]] as const) {
    it(`an observation ${milliseconds} ms old is ${fresh ? '' : 'not '}fresh for 300 s`, () => {
      expect(isFresh(new Date(NOW.getTime() - milliseconds), NOW, FRESH_SECONDS)).to.equal(fresh);
    });
  }

  for (const [milliseconds, fresh] of [[1, true], [120_000, true], [120_001, false], [86_400_000, false]] as const) {
    it(`a time ${milliseconds} ms ahead is ${fresh ? 'taken for a clock a little off' : 'never fresh'}`, () => {
      expect(isFresh(new Date(NOW.getTime() + milliseconds), NOW, FRESH_SECONDS)).to.equal(fresh);
    });
  }

  it('age is in seconds, with fractions, and never below 0', () => {
    expect(ageSeconds(new Date(NOW.getTime() - 1_500), NOW)).to.equal(1.5);
    expect(ageSeconds(new Date(NOW.getTime() + 60_000), NOW)).to.equal(0);
  });
});
