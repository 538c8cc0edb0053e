import nock from 'nock';
import { describeLoadSource } from '../../contracts/fleet-data/load-source.contract.js';
import type { GivenTms, LoadSourceHarness, OpenLoadSource } from '../../contracts/fleet-data/load-source-harness.js';
import { McleodLoadSource } from '../../../src/infrastructure/vendors/mcleod/mcleod-load-source.js';
import { failureReply, forgetCanned, serveCanned, type Reply, type ReplyOfKind } from '../canned-vendor.js';
import { CODES, driverRow, orderRow } from './mcleod-rows.js';
import { BASIC, mcleodSession } from './mcleod-session.js';

const HOST = 'https://carrier.loadtracking.example:5690';

const FAILURES: ReplyOfKind = {
  credentials: [401, 'Authentication failed.'],
  'rate-limited': [429, ''],
  unavailable: [503, 'Service Unavailable'],
  timeout: [200, '[]'],
  rejected: [400, 'The header is missing.'],
  malformed: [200, '<?xml version="1.0"?><list/>'],
};

/** The adapter against canned answers; which requests go out, to the letter, is the subject of mcleod-requests.test.ts. */
const harness: LoadSourceHarness = {
  lists: { pages: true, drivers: true, unplacedLoads: false },
  overRealSockets: false,
  async open(): Promise<OpenLoadSource> {
    return {
      source: new McleodLoadSource(mcleodSession(HOST)),
      given: async (state) => {
        nock.cleanAll();
        serveSearch('/ws/orders/search', state, (query) => [
          ...(query.get('orders.status') === 'A' ? (state.oddRows ?? []) : []),
          ...state.loads.filter(({ status }) => CODES[status] === query.get('orders.status')).map(orderRow),
        ]);
        serveSearch('/ws/drivers/search', state, () => [...(state.oddRows ?? []), ...(state.drivers ?? []).map(driverRow)]);
        serve(/^\/ws\/orders\/(?!search$)[^/]+$/, state, ({ pathname }) => {
          const id = decodeURIComponent(pathname.split('/').at(-1) ?? '');
          const load = state.loads.find(({ externalLoadId }) => externalLoadId === id);
          return load === undefined ? [404, 'The order was not found.'] : [200, JSON.stringify(orderRow(load))];
        });
      },
      close: forgetCanned,
    };
  },
};

function serveSearch(path: string, state: GivenTms, rowsFor: (query: URLSearchParams) => readonly unknown[]): void {
  serve(new RegExp(`^${path}$`), state, ({ searchParams: query }) => {
    const length = Math.min(Number(query.get('recordLength')), state.pageSize ?? 1000);
    const offset = Number(query.get('recordOffset'));
    return [200, JSON.stringify(rowsFor(query).slice(offset, offset + length))];
  });
}

function serve(path: RegExp, { failure, body, pageSize = 1000 }: GivenTms, answer: (url: URL) => Reply): void {
  const failsFrom = failure === undefined ? Number.POSITIVE_INFINITY : ((failure.onPage ?? 1) - 1) * pageSize;
  const headers = { authorization: BASIC, 'x-com.mcleodsoftware.companyid': 'TMS', accept: 'application/json' };
  serveCanned({ host: HOST, path, headers, failure }, (url): Reply => {
    if (failure !== undefined && Number(url.searchParams.get('recordOffset')) >= failsFrom) return failureReply(failure, FAILURES);
    return body === undefined ? answer(url) : [200, JSON.stringify(body.json)];
  });
}

describeLoadSource('McLeod under nock', harness);
