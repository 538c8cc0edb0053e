import nock from 'nock';
import { describeHosSource } from '../../contracts/hours-of-service/hos-source.contract.js';
import type { GivenFailure, GivenVendor, HosSourceHarness, OpenHosSource } from '../../contracts/hours-of-service/hos-source-harness.js';
import { SamsaraHosSource } from '../../../src/infrastructure/vendors/samsara/samsara-hos-source.js';
import { clocksRow, driverRow } from './samsara-rows.js';
import { samsaraSession } from './samsara-session.js';

const HOST = 'https://api.samsara.com';
const TOO_LATE_MS = 1000;
const ERROR = { message: 'An error has occurred.', requestId: '8916e1c1' };

type Reply = readonly [status: number, body: string, headers?: Record<string, string>];

const FAILURES: Readonly<Record<GivenFailure['kind'], Reply>> = {
  credentials: [401, JSON.stringify({ ...ERROR, message: 'Invalid token.' })],
  'rate-limited': [429, JSON.stringify(ERROR)],
  unavailable: [503, 'upstream connect error'],
  timeout: [200, '{}'],
  rejected: [404, JSON.stringify(ERROR)],
  malformed: [200, JSON.stringify({ drivers: [] })],
};

/**
 * The adapter against canned answers. The interceptors are optional because a scenario decides what is read; which
 * requests go out, to the letter, is the subject of samsara-requests.test.ts.
 */
const harness: HosSourceHarness = {
  states: { violations: true },
  overRealSockets: false,
  async open(): Promise<OpenHosSource> {
    return {
      source: new SamsaraHosSource(samsaraSession({ baseUrl: HOST })),
      given: async (state) => {
        nock.cleanAll();
        const active = state.drivers.filter(({ inRoster }) => inRoster !== false);
        serve('/fleet/drivers', active.map((driver) => ({ id: driver.externalDriverId, row: driverRow(driver) })), state);
        serve('/fleet/hos/clocks', state.drivers.map((driver) => ({ id: driver.externalDriverId, row: clocksRow(driver) })), state);
      },
      close: async () => {
        nock.cleanAll();
        nock.abortPendingRequests();
      },
    };
  },
};

interface Entry {
  readonly id: string;
  readonly row: unknown;
}

function serve(path: string, entries: readonly Entry[], state: GivenVendor): void {
  const { failure } = state;
  const failsFrom = failure === undefined ? Number.POSITIVE_INFINITY : (failure.onPage ?? 1);
  nock(HOST, { reqheaders: { authorization: 'Bearer samsara_api_test' } })
    .persist()
    .get(path)
    .optionally()
    .query(true)
    .delay(failure?.kind === 'timeout' ? TOO_LATE_MS : 0)
    .reply((uri): Reply => {
      const query = new URL(uri, HOST).searchParams;
      const page = Number(query.get('after') ?? '1');
      if (failure !== undefined && page >= failsFrom) return failureReply(failure);
      return [200, JSON.stringify(pageOf(entries, page, query, state))];
    });
}

function failureReply({ kind, retryAfter = '0.40235' }: GivenFailure): Reply {
  const [status, body] = FAILURES[kind];
  return [status, body, kind === 'rate-limited' ? { 'Retry-After': retryAfter } : {}];
}

function pageOf(entries: readonly Entry[], page: number, query: URLSearchParams, state: GivenVendor): unknown {
  const ids = query.get('driverIds');
  const wanted = new Set(ids?.split(','));
  const asked = entries.filter(({ id }) => ids === null || wanted.has(id)).map(({ row }) => row);
  const size = state.pageSize ?? 512;
  const unreadable = page === 1 ? Array.from({ length: state.unreadableRows ?? 0 }, () => ['?']) : [];
  const hasNextPage = page * size < asked.length;
  return {
    data: [...unreadable, ...asked.slice((page - 1) * size, page * size)],
    pagination: { endCursor: hasNextPage ? String(page + 1) : '', hasNextPage },
  };
}

describeHosSource('Samsara under nock', harness);
