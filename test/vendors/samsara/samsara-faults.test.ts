import { expect } from 'chai';
import type { HosSource } from '../../../src/application/hours-of-service/ports/hos-source.js';
import type { VendorErrorKind } from '../../../src/domain/shared/vendor-error.js';
import { SamsaraHosSource } from '../../../src/infrastructure/vendors/samsara/samsara-hos-source.js';
import { expectVendorError } from '../../contracts/hours-of-service/hos-source-scenarios.js';
import { FaultServer, type Fault } from '../../support/fault-server.js';
import { faults } from '../../support/faults.js';
import { samsaraSession, TEST_LIMITS } from './samsara-session.js';

const SECRET = 'samsara_api_do_not_show';
/** Room for a loaded machine beyond the operation's deadline. */
const SLACK_MS = 1500;

const FIRST_PAGE = { data: [{ driver: { id: '1' }, id: '1', name: 'One' }], pagination: { endCursor: 'next', hasNextPage: true } };
const OK = { data: [], pagination: { endCursor: '', hasNextPage: false } };

type Row = readonly [name: string, fault: Fault, kind: VendorErrorKind];

const MATRIX: readonly Row[] = [
  ['500', faults.status(500), 'unavailable'],
  ['502 with a page of a proxy', faults.status(502, '<html>Bad gateway</html>'), 'unavailable'],
  ['503 without a body', faults.status(503, ''), 'unavailable'],
  ['429 with fractional Retry-After', faults.rateLimited('0.40235'), 'rate-limited'],
  ['401', faults.status(401, '{"message":"Invalid token.","requestId":"8916e1c1"}'), 'credentials'],
  ['403', faults.status(403), 'credentials'],
  ['404', faults.status(404), 'rejected'],
  ['400 as a bare JSON string', faults.status(400, '"Invalid"'), 'rejected'],
  ['HTML with status 200', faults.html(), 'malformed'],
  ['garbage', faults.garbageJson(), 'malformed'],
  ['an empty body', faults.emptyBody(), 'malformed'],
  ['null', faults.ok(null), 'malformed'],
  ['another list', faults.ok({ drivers: [] }), 'malformed'],
  ['half a body', faults.halfBody(), 'unavailable'],
  ['a stalled body', faults.stalledBody(), 'timeout'],
  ['a body that trickles', faults.trickle(50), 'timeout'],
  ['no answer', faults.slowHeaders(), 'timeout'],
  ['a reset', faults.resetBeforeHeaders(), 'unavailable'],
  ['a reset inside the body', faults.resetAfterHeaders(), 'unavailable'],
  ['a redirect', faults.redirect('https://example.com/'), 'rejected'],
  ['64 MiB', faults.hugeBody(), 'malformed'],
];

const READS: readonly (readonly [string, (source: HosSource) => Promise<unknown>])[] = [
  ['roster', (source) => drain(source.roster())],
  ['clocks', (source) => drain(source.clocks())],
  ['clocksOf', (source) => source.clocksOf(['1'])],
];

describe('Samsara with faults, over real sockets', () => {
  let server: FaultServer;
  let source: HosSource;

  before(async () => {
    server = await FaultServer.start();
    source = new SamsaraHosSource(samsaraSession({ baseUrl: server.url, apiKey: SECRET }));
  });

  afterEach(() => server.reset());
  after(() => server.stop());

  for (const [name, fault, kind] of MATRIX) {
    for (const [read, run] of READS) {
      it(`${read}: ${name} is ${kind}, in time and without the token`, async () => {
        server.script([fault]);
        const started = performance.now();
        const error = await expectVendorError(kind, () => run(source));
        expect(performance.now() - started).to.be.below(TEST_LIMITS.operationDeadlineMs + SLACK_MS);
        expect(error.vendor).to.equal('SAMSARA_ELD');
        expect(JSON.stringify(error) + String(error)).not.to.contain(SECRET);
        expect(server.requests[0]?.headers.authorization).to.equal(`Bearer ${SECRET}`);
      });
    }
  }

  it('keeps the fractional seconds of Retry-After', async () => {
    server.script([faults.rateLimited('0.40235')]);
    const error = await expectVendorError('rate-limited', () => source.clocksOf(['1']));
    expect(error.retryAfterMs).to.equal(403);
  });

  it('tries a page again after a passing failure and loses no driver', async () => {
    server.script([faults.ok(FIRST_PAGE), faults.status(503), faults.ok({ ...FIRST_PAGE, pagination: OK.pagination, data: [{ driver: { id: '2' } }] })]);
    const patient = new SamsaraHosSource(samsaraSession({ baseUrl: server.url, limits: { ...TEST_LIMITS, maxAttempts: 3 } }));
    const ids: string[] = [];
    for await (const page of patient.clocks()) ids.push(...page.observations.map((row) => row.externalDriverId));
    expect(ids).to.deep.equal(['1', '2']);
    expect(server.requests.map(({ url }) => url)).to.deep.equal([
      '/fleet/hos/clocks?limit=512', '/fleet/hos/clocks?limit=512&after=next', '/fleet/hos/clocks?limit=512&after=next',
    ]);
  });

  it('gives up a page that hangs when the caller aborts', async () => {
    server.script([faults.ok(FIRST_PAGE), faults.slowHeaders()]);
    const caller = new AbortController();
    const pages = source.clocks(caller.signal)[Symbol.asyncIterator]();
    await pages.next();
    setTimeout(() => caller.abort(), 20);
    const started = performance.now();
    await expectVendorError('timeout', () => pages.next());
    expect(performance.now() - started).to.be.below(TEST_LIMITS.idleTimeoutMs);
  });
});

async function drain(pages: AsyncIterable<unknown>): Promise<number> {
  let count = 0;
  for await (const page of pages) count += page === undefined ? 0 : 1;
  return count;
}
