import { expect } from 'chai';
import type { LoadSource } from '../../../src/application/fleet-data/ports/load-source.js';
import type { VendorErrorKind } from '../../../src/domain/shared/vendor-error.js';
import { TruckbaseLoadSource } from '../../../src/infrastructure/vendors/truckbase/truckbase-load-source.js';
import { loadsOf } from '../../contracts/fleet-data/load-source-scenarios.js';
import { allPages, expectVendorError } from '../../contracts/hours-of-service/hos-source-scenarios.js';
import { FaultServer, type Fault } from '../../support/fault-server.js';
import { faults } from '../../support/faults.js';
import { onRealSockets } from '../../support/real-sockets.js';
import { TEST_LIMITS } from '../vendor-session.js';
import { KEY, SECRET, truckbaseSession } from './truckbase-session.js';

/** Room for a loaded machine beyond the operation's deadline. */
const SLACK_MS = 1500;

const MATRIX: readonly (readonly [name: string, fault: Fault, kind: VendorErrorKind])[] = [
  ['500 with loads in it', faults.status(500, '{"loads":[{"id":"1"}],"id":"1"}'), 'unavailable'],
  ['502 with a page of a proxy', faults.status(502, '<html>Bad gateway</html>'), 'unavailable'],
  ['429', faults.rateLimited('2'), 'rate-limited'],
  ['401 as a bare JSON string', faults.status(401, '"nope"'), 'credentials'],
  ['403 without a body', faults.status(403, ''), 'credentials'],
  ['400', faults.status(400), 'rejected'],
  ['HTML with status 200', faults.html(), 'malformed'],
  ['garbage', faults.garbageJson(), 'malformed'],
  ['an empty body', faults.emptyBody(), 'malformed'],
  ['a list of something else', faults.ok({ stations: [] }), 'malformed'],
  ['half a body', faults.halfBody(), 'unavailable'],
  ['a stalled body', faults.stalledBody(), 'timeout'],
  ['a body that trickles', faults.trickle(50), 'timeout'],
  ['no answer', faults.slowHeaders(), 'timeout'],
  ['a reset', faults.resetBeforeHeaders(), 'unavailable'],
  ['a redirect', faults.redirect('https://example.com/'), 'rejected'],
  ['64 MiB', faults.hugeBody(), 'malformed'],
];

const READS: readonly (readonly [string, (source: LoadSource) => Promise<unknown>])[] = [
  ['activeLoads', (source) => allPages(source.activeLoads())],
  ['load', (source) => source.load('1')],
];

describe('Truckbase with faults, over real sockets', () => {
  onRealSockets();

  let server: FaultServer;
  let source: LoadSource;

  before(async () => {
    server = await FaultServer.start();
    source = new TruckbaseLoadSource(truckbaseSession(server.url));
  });

  afterEach(() => server.reset());
  after(() => server.stop());

  for (const [name, fault, kind] of MATRIX) {
    for (const [read, run] of READS) {
      it(`${read}: ${name} is ${kind}, in time and without key or secret`, async () => {
        server.script([fault]);
        const started = performance.now();
        const error = await expectVendorError(kind, () => run(source));
        expect(performance.now() - started).to.be.below(TEST_LIMITS.operationDeadlineMs + SLACK_MS);
        expect(error.vendor).to.equal('TRUCKBASE_TMS');
        expect(JSON.stringify(error) + String(error)).not.to.contain(KEY).and.not.to.contain(SECRET);
        expect(server.requests[0]?.headers).to.include({ 'x-api-key': KEY, 'x-api-secret': SECRET });
      });
    }
  }

  it('tries again after a passing failure', async () => {
    server.script([faults.status(503), faults.ok({ data: [{ id: '1' }] })]);
    const patient = new TruckbaseLoadSource(truckbaseSession(server.url, { limits: { ...TEST_LIMITS, maxAttempts: 3 } }));
    expect(loadsOf(await allPages(patient.activeLoads()))).to.have.length(1);
    expect(server.requests.map(({ url }) => url)).to.deep.equal(['/loads?status=active', '/loads?status=active']);
  });

  it('does not ask again for what is refused', async () => {
    server.script([faults.status(404)]);
    const patient = new TruckbaseLoadSource(truckbaseSession(server.url, { limits: { ...TEST_LIMITS, maxAttempts: 3 } }));
    expect(await patient.load('1')).to.equal(undefined);
    expect(server.attempts).to.equal(1);
  });
});
