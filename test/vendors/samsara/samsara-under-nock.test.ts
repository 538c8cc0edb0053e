import nock from 'nock';
import { describeHosSource } from '../../contracts/hours-of-service/hos-source.contract.js';
import type { GivenVendor, HosSourceHarness, OpenHosSource } from '../../contracts/hours-of-service/hos-source-harness.js';
import { SamsaraHosSource } from '../../../src/infrastructure/vendors/samsara/samsara-hos-source.js';
import { failsOn, failureReply, forgetCanned, serveCanned, type Reply, type ReplyOfKind } from '../canned-vendor.js';
import { clocksRow, driverRow } from './samsara-rows.js';
import { samsaraSession } from './samsara-session.js';

const HOST = 'https://api.samsara.com';
const ERROR = { message: 'An error has occurred.', requestId: '8916e1c1' };

const FAILURES: ReplyOfKind = {
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
        serve(/^\/fleet\/drivers$/, active.map((driver) => ({ id: driver.externalDriverId, row: driverRow(driver) })), state);
        serve(/^\/fleet\/hos\/clocks$/, state.drivers.map((driver) => ({ id: driver.externalDriverId, row: clocksRow(driver) })), state);
      },
      close: forgetCanned,
    };
  },
};

interface Entry {
  readonly id: string;
  readonly row: unknown;
}

function serve(path: RegExp, entries: readonly Entry[], state: GivenVendor): void {
  const { failure } = state;
  serveCanned({ host: HOST, path, headers: { authorization: 'Bearer samsara_api_test' }, failure }, ({ searchParams: query }): Reply => {
    const page = Number(query.get('after') ?? '1');
    return failsOn(page, failure) ? failureReply(failure, FAILURES) : [200, JSON.stringify(pageOf(entries, page, query, state))];
  });
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
