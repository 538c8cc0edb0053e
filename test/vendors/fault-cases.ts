import { expect } from 'chai';
import type { VendorErrorKind } from '../../src/domain/shared/vendor-error.js';
import { expectVendorError } from '../contracts/vendor-error.js';
import { FaultServer, type Fault } from '../support/fault-server.js';
import { faults } from '../support/faults.js';
import { onRealSockets } from '../support/real-sockets.js';
import { TEST_LIMITS } from './vendor-session.js';

/** Room for a loaded machine beyond the operation's deadline. */
export const SLACK_MS = 1500;

/** What the vendor does, and the kind of failure it is. */
export type FaultRow = readonly [name: string, fault: Fault, kind: VendorErrorKind];

/** What can go wrong on the way to any vendor and back. */
export const FAULTS_ON_THE_WAY: readonly FaultRow[] = [
  ['HTML with status 200', faults.html(), 'malformed'],
  ['garbage', faults.garbageJson(), 'malformed'],
  ['an empty body', faults.emptyBody(), 'malformed'],
  ['half a body', faults.halfBody(), 'unavailable'],
  ['a stalled body', faults.stalledBody(), 'timeout'],
  ['a body that trickles', faults.trickle(50), 'timeout'],
  ['no answer', faults.slowHeaders(), 'timeout'],
  ['a reset', faults.resetBeforeHeaders(), 'unavailable'],
  ['a reset inside the body', faults.resetAfterHeaders(), 'unavailable'],
  ['a redirect', faults.redirect('https://example.com/'), 'rejected'],
  ['64 MiB', faults.hugeBody(), 'malformed'],
];

/** A server in the vendor's place, over real sockets, that does as told and forgets it after each test. */
export function faultServer(): () => FaultServer {
  onRealSockets();
  let server: FaultServer | undefined;
  before(async () => {
    server = await FaultServer.start();
  });
  afterEach(() => server?.reset());
  after(() => server?.stop());
  return () => server ?? expect.fail('The server is not started yet.');
}

/** A vendor's source, and every way to read it. */
export interface SourceUnderFaults<Source> {
  readonly vendor: string;
  readonly open: (baseUrl: string) => Source;
  readonly reads: Readonly<Record<string, (source: Source) => Promise<unknown>>>;
  /** What each request carries. */
  readonly headers: Readonly<Record<string, string>>;
  /** What no error may show. */
  readonly secrets: readonly string[];
}

/** Each fault is a failure of its kind however the source is read: in time, and without a secret. */
export function itTellsFaultsApart<Source>(server: () => FaultServer, matrix: readonly FaultRow[], subject: SourceUnderFaults<Source>): void {
  for (const [name, fault, kind] of matrix) {
    for (const [read, run] of Object.entries(subject.reads)) {
      it(`${read}: ${name} is ${kind}, in time and without the secret`, async () => {
        server().script([fault]);
        const error = await expectInTime(() => expectVendorError(kind, () => run(subject.open(server().url))));
        expect(error.vendor).to.equal(subject.vendor);
        for (const secret of subject.secrets) expect(JSON.stringify(error) + String(error)).not.to.contain(secret);
        expect(server().requests[0]?.headers).to.include(subject.headers);
      });
    }
  }
}

/** The work is done within an operation's deadline. */
export async function expectInTime<Result>(work: () => Promise<Result>): Promise<Result> {
  const started = performance.now();
  const result = await work();
  expect(performance.now() - started).to.be.below(TEST_LIMITS.operationDeadlineMs + SLACK_MS);
  return result;
}

/** A page that hangs is given up when the caller aborts, after the one before it was delivered. */
export function itGivesUpAPageThatHangs(server: () => FaultServer, firstPage: unknown, read: (baseUrl: string, signal: AbortSignal) => AsyncIterable<unknown>): void {
  it('gives up a page that hangs when the caller aborts', async () => {
    server().script([faults.ok(firstPage), faults.slowHeaders()]);
    const caller = new AbortController();
    const pages = read(server().url, caller.signal)[Symbol.asyncIterator]();
    await pages.next();
    setTimeout(() => caller.abort(), 20);
    const started = performance.now();
    await expectVendorError('timeout', () => pages.next());
    expect(performance.now() - started).to.be.below(TEST_LIMITS.idleTimeoutMs);
  });
}
