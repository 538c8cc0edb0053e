import { expect } from 'chai';
import type { HosSource } from '../../../src/application/hours-of-service/ports/hos-source.js';
import type { VendorErrorKind } from '../../../src/domain/shared/vendor-error.js';
import { MotiveHosSource } from '../../../src/infrastructure/vendors/motive/motive-hos-source.js';
import { allPages, expectVendorError } from '../../contracts/hours-of-service/hos-source-scenarios.js';
import { FaultServer, type Fault } from '../../support/fault-server.js';
import { faults } from '../../support/faults.js';
import { onRealSockets } from '../../support/real-sockets.js';
import { TEST_LIMITS } from '../vendor-session.js';
import { motiveSession } from './motive-session.js';

const SECRET = 'motive_key_do_not_show';
/** Room for a loaded machine beyond the operation's deadline. */
const SLACK_MS = 1500;

const page = (id: number, pagination: Readonly<Record<string, number>>): unknown =>
  ({ users: [{ user: { id } }], pagination: { per_page: 1, page_no: 1, total: 2, ...pagination } });

const MATRIX: readonly (readonly [name: string, fault: Fault, kind: VendorErrorKind])[] = [
  ['500', faults.status(500), 'unavailable'],
  ['502 with a page of a proxy', faults.status(502, '<html>Bad gateway</html>'), 'unavailable'],
  ['429 with fractional Retry-After', faults.rateLimited('0.40235'), 'rate-limited'],
  ['401', faults.status(401, '{"error_message":"Invalid API key."}'), 'credentials'],
  ['403 for a bad key', faults.status(403, 'Forbidden'), 'credentials'],
  ['404', faults.status(404), 'rejected'],
  ['400 without a body', faults.status(400, ''), 'rejected'],
  ['HTML with status 200', faults.html(), 'malformed'],
  ['garbage', faults.garbageJson(), 'malformed'],
  ['an empty body', faults.emptyBody(), 'malformed'],
  ['null', faults.ok(null), 'malformed'],
  ['the answer of another vendor', faults.ok({ data: [], pagination: { endCursor: '', hasNextPage: false } }), 'malformed'],
  ['half a body', faults.halfBody(), 'unavailable'],
  ['a stalled body', faults.stalledBody(), 'timeout'],
  ['no answer', faults.slowHeaders(), 'timeout'],
  ['a reset', faults.resetBeforeHeaders(), 'unavailable'],
  ['a redirect', faults.redirect('https://example.com/'), 'rejected'],
  ['64 MiB', faults.hugeBody(), 'malformed'],
];

const READS: readonly (readonly [string, (source: HosSource) => Promise<unknown>])[] = [
  ['roster', (source) => allPages(source.roster())],
  ['clocks', (source) => allPages(source.clocks())],
  ['clocksOf', (source) => source.clocksOf(['1'])],
];

describe('Motive with faults, over real sockets', () => {
  onRealSockets();

  let server: FaultServer;
  let source: HosSource;

  before(async () => {
    server = await FaultServer.start();
    source = new MotiveHosSource(motiveSession({ baseUrl: server.url, apiKey: SECRET }));
  });

  afterEach(() => server.reset());
  after(() => server.stop());

  for (const [name, fault, kind] of MATRIX) {
    for (const [read, run] of READS) {
      it(`${read}: ${name} is ${kind}, in time and without the key`, async () => {
        server.script([fault]);
        const started = performance.now();
        const error = await expectVendorError(kind, () => run(source));
        expect(performance.now() - started).to.be.below(TEST_LIMITS.operationDeadlineMs + SLACK_MS);
        expect(error.vendor).to.equal('MOTIVE_ELD');
        expect(JSON.stringify(error) + String(error)).not.to.contain(SECRET);
        expect(server.requests[0]?.headers['x-api-key']).to.equal(SECRET);
      });
    }
  }

  it('tries a page again after a passing failure and loses no driver', async () => {
    server.script([faults.ok(page(1, {})), faults.status(503), faults.ok(page(2, { page_no: 2 }))]);
    const patient = new MotiveHosSource(motiveSession({ baseUrl: server.url, limits: { ...TEST_LIMITS, maxAttempts: 3 } }));
    const ids = (await allPages(patient.clocks())).flatMap((found) => found.observations.map((row) => row.externalDriverId));
    expect(ids).to.deep.equal(['1', '2']);
    expect(server.requests.map(({ url }) => url)).to.deep.equal(
      [1, 2, 2].map((pageNo) => `/v1/available_time?per_page=100&page_no=${pageNo}`),
    );
  });

  it('gives up a page that hangs when the caller aborts', async () => {
    server.script([faults.ok(page(1, {})), faults.slowHeaders()]);
    const caller = new AbortController();
    const pages = source.clocks(caller.signal)[Symbol.asyncIterator]();
    await pages.next();
    setTimeout(() => caller.abort(), 20);
    const started = performance.now();
    await expectVendorError('timeout', () => pages.next());
    expect(performance.now() - started).to.be.below(TEST_LIMITS.idleTimeoutMs);
  });
});
