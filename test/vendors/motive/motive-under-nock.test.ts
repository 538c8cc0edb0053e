import nock from 'nock';
import { describeHosSource } from '../../contracts/hours-of-service/hos-source.contract.js';
import type { GivenVendor, HosSourceHarness, OpenHosSource } from '../../contracts/hours-of-service/hos-source-harness.js';
import { MotiveHosSource } from '../../../src/infrastructure/vendors/motive/motive-hos-source.js';
import { failsOn, failureReply, forgetCanned, serveCanned, type Reply, type ReplyOfKind } from '../canned-vendor.js';
import { availableTimeRow, userRow } from './motive-rows.js';
import { KEY, motiveSession } from './motive-session.js';

const HOST = 'https://api.gomotive.com';
const ERROR = JSON.stringify({ error_message: 'Something went wrong.' });

const FAILURES: ReplyOfKind = {
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
        serve(/^\/v1\/users$/, active.map(userRow), state);
        serve(/^\/v1\/available_time$/, state.drivers.map(availableTimeRow), state);
      },
      close: forgetCanned,
    };
  },
};

type Row = Readonly<Record<string, unknown>>;

function serve(path: RegExp, rows: readonly Row[], state: GivenVendor): void {
  const { failure } = state;
  serveCanned({ host: HOST, path, headers: { 'x-api-key': KEY }, failure }, ({ searchParams: query }): Reply => {
    return failsOn(Number(query.get('page_no')), failure) ? failureReply(failure, FAILURES) : [200, JSON.stringify(pageOf(rows, query, state))];
  });
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
