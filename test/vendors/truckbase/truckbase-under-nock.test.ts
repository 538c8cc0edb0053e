import nock from 'nock';
import { describeLoadSource } from '../../contracts/fleet-data/load-source.contract.js';
import type { GivenTms, LoadSourceHarness, OpenLoadSource } from '../../contracts/fleet-data/load-source-harness.js';
import { TruckbaseLoadSource } from '../../../src/infrastructure/vendors/truckbase/truckbase-load-source.js';
import { failureReply, forgetCanned, serveCanned, type Reply, type ReplyOfKind } from '../canned-vendor.js';
import { isListed, truckbaseRow } from './truckbase-rows.js';
import { KEY, SECRET, truckbaseSession } from './truckbase-session.js';

const HOST = 'https://api.truckbase.io';

const FAILURES: ReplyOfKind = {
  credentials: [401, JSON.stringify({ error: 'Invalid API key.' })],
  'rate-limited': [429, ''],
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
      close: forgetCanned,
    };
  },
};

function serve(path: RegExp, { failure, body }: GivenTms, answer: (id: string) => string | undefined): void {
  serveCanned({ host: HOST, path, headers: { 'x-api-key': KEY, 'x-api-secret': SECRET }, failure }, ({ pathname }): Reply => {
    // There is but one page, so what fails on a later one does not fail.
    if (failure !== undefined && (failure.onPage ?? 1) === 1) return failureReply(failure, FAILURES);
    if (body !== undefined) return [200, JSON.stringify(body.json)];
    const found = answer(decodeURIComponent(pathname.split('/').at(-1) ?? ''));
    return found === undefined ? [404, JSON.stringify({ error: 'Not found.' })] : [200, found];
  });
}

describeLoadSource('Truckbase under nock', harness);
