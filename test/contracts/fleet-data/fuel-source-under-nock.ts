import nock from 'nock';
import type { VendorDefinition } from '../../../src/infrastructure/vendors/vendor-definition.js';
import { vendorSession } from '../../vendors/vendor-session.js';
import type { FuelSourceHarness, FuelSourceTraits, GivenFailure, GivenFuel, GivenOffer, Oddity, OpenFuelSource } from './fuel-source-harness.js';

const TOO_LATE_MS = 1000;

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

type Reply = readonly [status: number, body: string, headers?: Record<string, string>];

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
        close: async () => {
          nock.cleanAll();
          nock.abortPendingRequests();
        },
      };
    },
  };
}

function serve(vendor: NockedVendor, state: GivenFuel, count: () => number): void {
  const { failure } = state;
  const { path, host } = vendor;
  nock(host)
    .persist()
    .get(path)
    .optionally()
    .query(true)
    .delay(failure?.kind === 'timeout' ? TOO_LATE_MS : 0)
    .reply((uri): Reply => {
      const page = count();
      if (failure !== undefined && page >= (failure.onPage ?? 1)) return failed(failure, vendor.refusal);
      const offset = Number(new URL(uri, host).searchParams.get('offset') ?? '0');
      return [200, JSON.stringify(bodyOf(vendor, state, offset))];
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

function failed({ kind }: GivenFailure, refusal: number): Reply {
  switch (kind) {
    case 'credentials':
      return [refusal, '"no"'];
    case 'rate-limited':
      return [429, '{"error":"slow down"}', { 'Retry-After': '3' }];
    case 'unavailable':
      return [503, 'upstream connect error'];
    case 'timeout':
      return [200, '{}'];
    case 'rejected':
      return [404, '<html>not here</html>'];
    case 'malformed':
      return [200, '{"hello":"world"}'];
  }
}
