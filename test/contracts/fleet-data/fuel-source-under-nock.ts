import nock from 'nock';
import type { VendorDefinition } from '../../../src/infrastructure/vendors/vendor-definition.js';
import { failsOn, failureReply, forgetCanned, serveCanned, type Reply, type ReplyOfKind } from '../../vendors/canned-vendor.js';
import { vendorSession } from '../../vendors/vendor-session.js';
import type { FuelSourceHarness, FuelSourceTraits, GivenFuel, GivenOffer, Oddity, OpenFuelSource } from './fuel-source-harness.js';

/** How a vendor says things. */
export interface FuelDialect {
  readonly definition: VendorDefinition;
  readonly traits: FuelSourceTraits;
  readonly rowOf: (offer: GivenOffer, oddity: Oddity | undefined) => unknown;
}

/** How a vendor answers under nock. */
export interface NockedVendor extends FuelDialect {
  readonly host: string;
  readonly path: string;
  /** The status for a key that is not accepted. */
  readonly refusal: 401 | 403;
  readonly config?: Readonly<Record<string, unknown>>;
  readonly answer: (rows: readonly unknown[], page: { readonly offset: number; readonly size: number; readonly circles: boolean }) => Record<string, unknown>;
}

/**
 * The adapter against canned answers. The interceptors are optional because a scenario decides what is read; which requests
 * go out, to the letter, is the subject of the vendor's request tests.
 */
export function underNock(vendor: NockedVendor): FuelSourceHarness {
  return {
    traits: vendor.traits,
    async open(): Promise<OpenFuelSource> {
      const session = vendorSession({ definition: vendor.definition, baseUrl: vendor.host, credentials: { apiKey: 'test-key' }, config: vendor.config ?? {} });
      const source = vendor.definition.fuelSource?.open(session);
      if (source === undefined) throw new Error(`${vendor.definition.description.id} serves no fuel prices.`);
      let requests = 0;
      return {
        source,
        given: async (state) => {
          nock.cleanAll();
          requests = 0;
          serve(vendor, state, () => (requests += 1));
        },
        requests: () => requests,
        close: forgetCanned,
      };
    },
  };
}

function serve(vendor: NockedVendor, state: GivenFuel, count: () => number): void {
  const { host, path } = vendor;
  const { failure } = state;
  serveCanned({ host, path: new RegExp(`^${path}$`), failure }, ({ searchParams }): Reply => {
    if (failsOn(count(), failure)) return failureReply({ ...failure, retryAfter: '3' }, repliesOf(vendor));
    return [200, JSON.stringify(bodyOf(vendor, state, Number(searchParams.get('offset') ?? '0')))];
  });
}

function bodyOf(vendor: NockedVendor, state: GivenFuel, offset: number): unknown {
  const rows = rowsOf(vendor, state);
  const answer = vendor.answer(rows, { offset, size: state.pageSize ?? 5000, circles: state.circles === true });
  return state.oddity === 'unknown-fields' ? { ...answer, nobodyKnows: { depth: [1, 2] } } : answer;
}

/** The rows of a state, unreadable ones first. */
export function rowsOf({ rowOf }: FuelDialect, { offers, oddity, unreadableRows = 0 }: GivenFuel): readonly unknown[] {
  const rows = offers.map((offer) => {
    const row = rowOf(offer, oddity);
    return oddity === 'unknown-fields' && typeof row === 'object' ? { nobodyKnows: ['x'], ...row, '': null } : row;
  });
  return [...Array.from({ length: unreadableRows }, () => ['?']), ...rows];
}

function repliesOf({ refusal }: NockedVendor): ReplyOfKind {
  return {
    credentials: [refusal, '"no"'],
    'rate-limited': [429, '{"error":"slow down"}'],
    unavailable: [503, 'upstream connect error'],
    timeout: [200, '{}'],
    rejected: [404, '<html>not here</html>'],
    malformed: [200, '{"hello":"world"}'],
  };
}
