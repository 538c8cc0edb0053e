import { onRealSockets } from '../../support/real-sockets.js';
import { expect } from 'chai';
import type { VendorErrorKind } from '../../../src/domain/shared/vendor-error.js';
import { FaultServer } from '../../support/fault-server.js';
import type { Fault } from '../../support/fault-server.js';
import { faults } from '../../support/faults.js';
import { QUICK, READ, ROOMY, WRITE, failureOf, noWaiting, vendorClient } from './vendor-client.js';

describe('AxiosVendorHttp on real sockets', () => {
  onRealSockets();

  let server: FaultServer;
  before(async () => (server = await FaultServer.start()));
  after(() => server.stop());
  beforeEach(() => server.reset());

  describe('a fault becomes a typed error inside the deadline', () => {
    const matrix: readonly (readonly [string, Fault, VendorErrorKind, number | undefined, number, RegExp])[] = [
      ['status 400', faults.status(400), 'rejected', 400, 1, /refused the request/],
      ['status 401', faults.status(401), 'credentials', 401, 1, /^Samsara rejected the API key\. Reconnect the integration with a new key\.$/],
      ['status 403', faults.status(403), 'credentials', 403, 1, /does not permit/],
      ['status 404', faults.status(404), 'rejected', 404, 1, /does not know/],
      ['status 408', faults.status(408), 'timeout', 408, 3, /in time/],
      ['status 409', faults.status(409), 'rejected', 409, 1, /refused the request/],
      ['status 429 without Retry-After', faults.status(429), 'rate-limited', 429, 3, /too many requests/],
      ['status 429 with Retry-After 0.40235', faults.rateLimited(), 'rate-limited', 429, 3, /Try again in 1 second\./],
      ['status 500', faults.status(500), 'unavailable', 500, 3, /problem on its side/],
      ['status 502 as HTML', faults.status(502, '<html>Bad gateway</html>'), 'unavailable', 502, 3, /problem on its side/],
      ['status 503 without a body', faults.status(503, ''), 'unavailable', 503, 3, /problem on its side/],
      ['HTML with 200', faults.html(), 'malformed', 200, 1, /not JSON/],
      ['garbage JSON', faults.garbageJson(), 'malformed', 200, 1, /not JSON/],
      ['an empty 200', faults.emptyBody(), 'malformed', 200, 1, /empty/],
      ['a half body', faults.halfBody(), 'unavailable', undefined, 3, /broke off/],
      ['a stalled body', faults.stalledBody(), 'timeout', undefined, 3, /in time/],
      ['a body of a byte every 100 ms', faults.trickle(100), 'timeout', undefined, 3, /in time/],
      ['headers that never come', faults.slowHeaders(), 'timeout', undefined, 3, /in time/],
      ['a reset before the headers', faults.resetBeforeHeaders(), 'unavailable', undefined, 3, /broke off/],
      ['a reset after the headers', faults.resetAfterHeaders(), 'unavailable', undefined, 3, /broke off/],
      ['a redirect', faults.redirect('/elsewhere'), 'rejected', 302, 1, /another address/],
      ['a body of 64 MiB', faults.hugeBody(), 'malformed', undefined, 1, /too large/],
      ['a gzip bomb of 64 MiB', faults.gzipBomb(), 'malformed', undefined, 1, /too large/],
      ['broken gzip', faults.status(200, 'not gzip', { 'content-encoding': 'gzip' }), 'malformed', undefined, 1, /compression/],
      ['a body one byte over 5,000,000', faults.hugeBody(4_999_999), 'malformed', undefined, 1, /too large/],
    ];
    for (const [name, fault, kind, httpStatus, attempts, detail] of matrix) {
      it(`${name}: ${kind} after ${attempts} ${attempts === 1 ? 'attempt' : 'attempts'}`, async () => {
        server.script([fault]);
        const limits = httpStatus === undefined && kind === 'timeout' ? QUICK : ROOMY;
        const client = vendorClient(server.url, { limits });
        const { error, tookMs } = await failureOf(client, READ);
        expect(error).to.include({ kind, httpStatus, vendor: 'SAMSARA_ELD', operation: 'hos.clocks' });
        expect(error.message).to.match(detail);
        expect(server.attempts).to.equal(attempts);
        expect(client.observed.filter((event) => event.startsWith('attempt'))).to.have.length(attempts);
        expect(tookMs).to.be.below(QUICK.operationDeadlineMs + 500);
      });
    }

    it('nobody listening: unavailable', async () => {
      const { error } = await failureOf(vendorClient(await FaultServer.refusedUrl()), READ);
      expect([error.kind, error.message]).to.deep.equal(['unavailable', 'Samsara could not be reached. Try again in a few minutes.']);
    });

    it('plain http where https was expected: unavailable, and the server saw no request', async () => {
      const { error } = await failureOf(vendorClient(server.url.replace('http:', 'https:')), READ);
      expect([error.kind, server.attempts]).to.deep.equal(['unavailable', 0]);
    });
  });

  describe('retries', () => {
    it('recovers on attempt 3 after 503 and 429, not before the 403 ms that Retry-After 0.40235 asks for', async () => {
      server.script([faults.status(503), faults.rateLimited('0.40235'), faults.ok({ data: [] })]);
      const client = vendorClient(server.url);
      const start = performance.now();
      expect((await client.http.send(READ)).body).to.deep.equal({ data: [] });
      expect(performance.now() - start).to.be.within(403, 3_000);
      expect(client.observed.map((event) => event.split(' ').at(-1))).to.deep.equal(['unavailable', 'rate-limited', 'ok', 'recovered']);
    });

    it('waits exactly what backoff with full jitter and a Retry-After date say', async () => {
      const now = new Date('2026-11-20T12:00:00Z');
      server.script([faults.status(500), faults.rateLimited('Fri, 20 Nov 2026 12:00:01 GMT'), faults.ok(1)]);
      const { timer, waits } = noWaiting();
      const limits = { ...ROOMY, baseDelayMs: 1_000, maxDelayMs: 30_000, operationDeadlineMs: 30_000 };
      await vendorClient(server.url, { timer, limits, clock: { now: () => now }, random: () => 0.5 }).http.send(READ);
      expect(waits).to.deep.equal([500, 1_100]);
    });

    it('makes 1 attempt when Retry-After is 9999999 and says how long in retryAfterMs', async () => {
      server.script([faults.rateLimited('9999999')]);
      const client = vendorClient(server.url);
      const { error, tookMs } = await failureOf(client, READ);
      expect([error.kind, error.retryAfterMs, server.attempts]).to.deep.equal(['rate-limited', 86_400_000, 1]);
      expect(tookMs).to.be.below(2_000);
      expect(client.observed.at(-1)).to.equal('retry SAMSARA_ELD abandoned');
    });

    for (const header of ['-5', '0', 'soon', '1e9', 'Thu, 01 Jan 1970 00:00:00 GMT']) {
      it(`backs off at least 50 ms twice when Retry-After is "${header}"`, async () => {
        server.script([faults.rateLimited(header)]);
        const { timer, waits } = noWaiting();
        await failureOf(vendorClient(server.url, { timer, random: () => 0 }), READ);
        expect([server.attempts, ...waits]).to.deep.equal([3, 50, 50]);
      });
    }

    it('sends a POST once after a reset although the server may have processed it', async () => {
      server.script([faults.resetBeforeHeaders()]);
      const client = vendorClient(server.url);
      await failureOf(client, WRITE);
      expect(server.requests.map((request) => request.body)).to.deep.equal(['{"hours":3}']);
      expect(client.observed).to.deep.equal(['attempt SAMSARA_ELD unavailable']);
    });

    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'] as const) {
      it(`sends a ${method} once on silence, 429 and 503, and 3 times when it is idempotent`, async () => {
        for (const fault of [faults.slowHeaders(), faults.rateLimited('0.1'), faults.status(503)]) {
          server.reset();
          server.script([fault]);
          await failureOf(vendorClient(server.url, { limits: QUICK }), { ...WRITE, method });
          expect(server.attempts).to.equal(1);
        }
        await failureOf(vendorClient(server.url), { ...WRITE, method, idempotent: true });
        expect(server.attempts).to.equal(1 + 3);
      });
    }

    it('makes 1 attempt when limits.maxAttempts is 1', async () => {
      server.script([faults.status(503)]);
      await failureOf(vendorClient(server.url, { limits: { ...ROOMY, maxAttempts: 1 } }), READ);
      expect(server.attempts).to.equal(1);
    });
  });
});
