import nock from 'nock';
import { describeLoadSource } from '../../contracts/fleet-data/load-source.contract.js';
import type { GivenFailure, GivenTms, LoadSourceHarness, OpenLoadSource } from '../../contracts/fleet-data/load-source-harness.js';
import { TruckbaseLoadSource } from '../../../src/infrastructure/vendors/truckbase/truckbase-load-source.js';
import { isListed, truckbaseRow } from './truckbase-rows.js';
import { KEY, SECRET, truckbaseSession } from './truckbase-session.js';

const HOST = 'https://api.truckbase.io';
const TOO_LATE_MS = 1000;

type Reply = readonly [status: number, body: string, headers?: Record<string, string>];

const FAILURES: Readonly<Record<Exclude<GivenFailure['kind'], 'rate-limited'>, Reply>> = {
  credentials: [401, JSON.stringify({ error: 'Invalid API key.' })],
  unavailable: [503, 'upstream connect error'],
  timeout: [200, '{"loads":[]}'],
  rejected: [400, '"Bad request"'],
  malformed: [200, '<html>oops</html>'],
};

/** The adapter against canned answers; which requests go out, to the letter, is the subject of truckbase-requests.test.ts. */
const harness: LoadSourceHarness = {
  lists: { pages: false, drivers: false, unplacedLoads: true },
  overRealSockets: false,
  async open(): Promise<OpenLoadSource> {
    return {
      source: new TruckbaseLoadSource(truckbaseSession(`${HOST}/v1`)),
      given: async (state) => {
        nock.cleanAll();
        serve(/^\/v1\/loads$/, state, () => JSON.stringify({ loads: [...(state.oddRows ?? []), ...state.loads.filter(isListed).map(truckbaseRow)] }));
        serve(/^\/v1\/loads\/[^/]+$/, state, (id) => {
          const load = state.loads.find(({ externalLoadId }) => externalLoadId === id);
          return load && JSON.stringify(truckbaseRow(load));
        });
      },
      close: async () => {
        nock.cleanAll();
        nock.abortPendingRequests();
      },
    };
  },
};

function serve(path: RegExp, { failure, body }: GivenTms, answer: (id: string) => string | undefined): void {
  nock(HOST, { reqheaders: { 'x-api-key': KEY, 'x-api-secret': SECRET } })
    .persist()
    .get((uri) => path.test(uri.split('?')[0] ?? ''))
    .optionally()
    .delay(failure?.kind === 'timeout' ? TOO_LATE_MS : 0)
    .reply((uri): Reply => {
      // There is but one page, so what fails on a later one does not fail.
      if (failure !== undefined && (failure.onPage ?? 1) === 1) return failureOf(failure);
      if (body !== undefined) return [200, JSON.stringify(body.json)];
      const found = answer(decodeURIComponent(new URL(uri, HOST).pathname.split('/').at(-1) ?? ''));
      return found === undefined ? [404, JSON.stringify({ error: 'Not found.' })] : [200, found];
    });
}

function failureOf({ kind, retryAfter = '0.40235' }: GivenFailure): Reply {
  return kind === 'rate-limited' ? [429, '', { 'Retry-After': retryAfter }] : FAILURES[kind];
}

describeLoadSource('Truckbase under nock', harness);
