import nock from 'nock';
import { describeHosSource } from '../../contracts/hours-of-service/hos-source.contract.js';
import type { GivenFailure, GivenVendor, HosSourceHarness, OpenHosSource } from '../../contracts/hours-of-service/hos-source-harness.js';
import { MotiveHosSource } from '../../../src/infrastructure/vendors/motive/motive-hos-source.js';
import { availableTimeRow, userRow } from './motive-rows.js';
import { KEY, motiveSession } from './motive-session.js';

const HOST = 'https://api.gomotive.com';
const TOO_LATE_MS = 1000;
const ERROR = JSON.stringify({ error_message: 'Something went wrong.' });

type Reply = readonly [status: number, body: string, headers?: Record<string, string>];

const FAILURES: Readonly<Record<GivenFailure['kind'], Reply>> = {
  credentials: [403, JSON.stringify({ error_message: 'Forbidden' })],
  'rate-limited': [429, ERROR],
  unavailable: [503, '<html>Service unavailable</html>'],
  timeout: [200, '{}'],
  rejected: [404, ERROR],
  malformed: [200, JSON.stringify({ users: [] })],
};

/**
 * The adapter against canned answers. The interceptors are optional because a scenario decides what is read; which
 * requests go out, to the letter, is the subject of motive-requests.test.ts.
 */
const harness: HosSourceHarness = {
  states: { violations: false },
  overRealSockets: false,
  async open(): Promise<OpenHosSource> {
    return {
      source: new MotiveHosSource(motiveSession({ baseUrl: HOST })),
      given: async (state) => {
        nock.cleanAll();
        const active = state.drivers.filter(({ inRoster }) => inRoster !== false);
        serve('/v1/users', active.map(userRow), state);
        serve('/v1/available_time', state.drivers.map(availableTimeRow), state);
      },
      close: async () => {
        nock.cleanAll();
        nock.abortPendingRequests();
      },
    };
  },
};

type Row = Readonly<Record<string, unknown>>;

function serve(path: string, rows: readonly Row[], state: GivenVendor): void {
  const { failure } = state;
  const failsFrom = failure === undefined ? Number.POSITIVE_INFINITY : (failure.onPage ?? 1);
  nock(HOST, { reqheaders: { 'x-api-key': KEY } })
    .persist()
    .get(path)
    .optionally()
    .query(true)
    .delay(failure?.kind === 'timeout' ? TOO_LATE_MS : 0)
    .reply((uri): Reply => {
      const query = new URL(uri, HOST).searchParams;
      if (failure !== undefined && Number(query.get('page_no')) >= failsFrom) return failureReply(failure);
      return [200, JSON.stringify(pageOf(rows, query, state))];
    });
}

function failureReply({ kind, retryAfter = '0.40235' }: GivenFailure): Reply {
  const [status, body] = FAILURES[kind];
  return [status, body, kind === 'rate-limited' ? { 'Retry-After': retryAfter } : {}];
}

function pageOf(rows: readonly Row[], query: URLSearchParams, state: GivenVendor): unknown {
  const ids = query.getAll('driver_ids[]');
  const asked = ids.length === 0 ? rows : rows.filter(({ id }) => ids.includes(String(id)));
  const pageNo = Number(query.get('page_no'));
  const perPage = Math.min(Number(query.get('per_page')), state.pageSize ?? 100);
  const unreadable = pageNo === 1 ? Array.from({ length: state.unreadableRows ?? 0 }, () => ({ log: {} })) : [];
  const users = asked.slice((pageNo - 1) * perPage, pageNo * perPage).map((user) => ({ user }));
  return { users: [...unreadable, ...users], pagination: { per_page: perPage, page_no: pageNo, total: asked.length } };
}

describeHosSource('Motive under nock', harness);
