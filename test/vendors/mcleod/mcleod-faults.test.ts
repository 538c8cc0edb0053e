import { expect } from 'chai';
import type { LoadSource } from '../../../src/application/fleet-data/ports/load-source.js';
import type { VendorErrorKind } from '../../../src/domain/shared/vendor-error.js';
import { McleodLoadSource } from '../../../src/infrastructure/vendors/mcleod/mcleod-load-source.js';
import { allPages, expectVendorError } from '../../contracts/hours-of-service/hos-source-scenarios.js';
import { FaultServer, type Fault } from '../../support/fault-server.js';
import { faults } from '../../support/faults.js';
import { onRealSockets } from '../../support/real-sockets.js';
import { TEST_LIMITS } from '../vendor-session.js';
import { BASIC, LOGIN, mcleodSession } from './mcleod-session.js';

/** Room for a loaded machine beyond the operation's deadline. */
const SLACK_MS = 1500;

const MATRIX: readonly (readonly [name: string, fault: Fault, kind: VendorErrorKind])[] = [
  ['500 as text', faults.status(500, 'java.lang.NullPointerException'), 'unavailable'],
  ['503 with orders in it', faults.status(503, '[{"id":"1"}]'), 'unavailable'],
  ['429', faults.rateLimited('2'), 'rate-limited'],
  ['401 as text', faults.status(401, 'Authentication failed.'), 'credentials'],
  ['403', faults.status(403), 'credentials'],
  ['400 without a body', faults.status(400, ''), 'rejected'],
  ['XML with status 200', faults.html(), 'malformed'],
  ['garbage', faults.garbageJson(), 'malformed'],
  ['an empty body', faults.emptyBody(), 'malformed'],
  ['null', faults.ok(null), 'malformed'],
  ['half a body', faults.halfBody(), 'unavailable'],
  ['a stalled body', faults.stalledBody(), 'timeout'],
  ['no answer', faults.slowHeaders(), 'timeout'],
  ['a reset', faults.resetAfterHeaders(), 'unavailable'],
  ['a redirect to its login page', faults.redirect('/login'), 'rejected'],
  ['64 MiB', faults.hugeBody(), 'malformed'],
];

const READS: readonly (readonly [string, (source: LoadSource) => Promise<unknown>])[] = [
  ['activeLoads', (source) => allPages(source.activeLoads())],
  ['load', (source) => source.load('1')],
  ['drivers', (source) => source.drivers()],
];

describe('McLeod with faults, over real sockets', () => {
  onRealSockets();

  let server: FaultServer;
  let source: LoadSource;

  before(async () => {
    server = await FaultServer.start();
    source = new McleodLoadSource(mcleodSession(server.url));
  });

  afterEach(() => server.reset());
  after(() => server.stop());

  for (const [name, fault, kind] of MATRIX) {
    for (const [read, run] of READS) {
      it(`${read}: ${name} is ${kind}, in time and without the login`, async () => {
        server.script([fault]);
        const started = performance.now();
        const error = await expectVendorError(kind, () => run(source));
        expect(performance.now() - started).to.be.below(TEST_LIMITS.operationDeadlineMs + SLACK_MS);
        expect(error.vendor).to.equal('MCLEOD_TMS');
        expect(JSON.stringify(error) + String(error)).not.to.contain(LOGIN.password).and.not.to.contain(BASIC.slice(6));
        expect(server.requests[0]?.headers).to.include({ authorization: BASIC, 'x-com.mcleodsoftware.companyid': 'TMS' });
      });
    }
  }

  it('tries a page again after a passing failure and loses no order', async () => {
    server.script([faults.ok([{ id: '1' }]), faults.status(503), faults.ok([])]);
    const patient = new McleodLoadSource(mcleodSession(server.url, { limits: { ...TEST_LIMITS, maxAttempts: 3 } }));
    expect((await patient.drivers()).map(({ externalDriverId }) => externalDriverId)).to.deep.equal(['1']);
    expect(server.requests.map(({ url }) => new URL(url, server.url).searchParams.get('recordOffset'))).to.deep.equal(['0', '1', '1']);
  });

  it('gives up a page that hangs when the caller aborts', async () => {
    server.script([faults.ok([{ id: '1' }]), faults.slowHeaders()]);
    const caller = new AbortController();
    const pages = source.activeLoads(caller.signal)[Symbol.asyncIterator]();
    await pages.next();
    setTimeout(() => caller.abort(), 20);
    const started = performance.now();
    await expectVendorError('timeout', () => pages.next());
    expect(performance.now() - started).to.be.below(TEST_LIMITS.idleTimeoutMs);
  });
});
