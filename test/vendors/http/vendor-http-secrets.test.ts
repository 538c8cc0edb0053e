import { onRealSockets } from '../../support/real-sockets.js';
import { inspect } from 'node:util';
import { expect } from 'chai';
import { Secret } from '../../../src/domain/shared/secret.js';
import { EgressGuard } from '../../../src/infrastructure/vendors/http/egress-guard.js';
import type { VendorHttpLimits } from '../../../src/infrastructure/vendors/http/vendor-http-limits.js';
import { FaultServer } from '../../support/fault-server.js';
import type { Fault } from '../../support/fault-server.js';
import { faults } from '../../support/faults.js';
import { KEY, QUICK, READ, ROOMY, WRITE, failureOf, vendorClient } from './vendor-client.js';
import type { TestClient } from './vendor-client.js';

describe('AxiosVendorHttp keeps secrets', () => {
  onRealSockets();

  let server: FaultServer;
  let canary: FaultServer;
  before(async () => {
    server = await FaultServer.start();
    canary = await FaultServer.start();
  });
  after(() => Promise.all([server.stop(), canary.stop()]));
  beforeEach(() => {
    server.reset();
    canary.reset();
  });

  it('the vendor itself receives the key in 2 headers and the query', async () => {
    server.script([faults.ok({})]);
    await vendorClient(server.url).http.send(READ);
    const [request] = server.requests;
    expect(request?.headers).to.include({ authorization: `Bearer ${KEY}`, 'x-api-key': KEY });
    expect(request?.url).to.equal(`/fleet/hos/clocks?appid=${KEY}`);
  });

  const outcomes: readonly (readonly [string, Fault, VendorHttpLimits?])[] = [
    ...[200, 302, 400, 401, 403, 404, 429, 500, 503].map((status) => [`an echo with ${status}`, faults.echo(status)] as const),
    ['the key as garbage with 200', faults.status(200, `<html>${KEY}`)],
    ['the key as garbage with 500', faults.status(500, `<html>${KEY}`)],
    ['a half body', faults.halfBody()],
    ['a stalled body', faults.stalledBody(), QUICK],
    ['a reset', faults.resetBeforeHeaders()],
    ['a large body', faults.hugeBody()],
  ];
  for (const [name, fault, limits = ROOMY] of outcomes) {
    it(`${name}: no log, error, stack or client shows it`, async () => {
      server.script([fault]);
      const client = vendorClient(server.url, { limits });
      const error: unknown = await client.http.send(READ).then(
        () => undefined,
        (failure: unknown) => failure,
      );
      expect(everythingPrinted(client, error)).to.not.include(KEY).and.not.include('4f9c1b7e20').and.not.include(server.url);
      expect(error instanceof Error ? error.cause : undefined).to.equal(undefined);
    });
  }

  it('nobody listening, a refused address and an unsendable key: nothing shows it either', async () => {
    const clients = [
      vendorClient(await FaultServer.refusedUrl()),
      vendorClient(server.url, { guard: new EgressGuard({ production: true, allowedHosts: [] }) }),
    ];
    for (const client of clients) expect(everythingPrinted(client, (await failureOf(client, READ)).error)).to.not.include(KEY);
    const client = vendorClient(server.url);
    const { error } = await failureOf(client, { ...READ, secretHeaders: { Authorization: new Secret(`Bearer ${KEY}\u200b`) } });
    expect(everythingPrinted(client, error)).to.not.include(KEY);
    expect([error.kind, server.attempts]).to.deep.equal(['credentials', 0]);
    expect(error.message).to.contain('Copy it again');
  });

  for (const status of [301, 302, 303, 307, 308]) {
    it(`a ${status} to another host takes no request there`, async () => {
      server.script([faults.redirect(`http://localhost:${canary.port}/steal`, status)]);
      canary.script([faults.ok({ data: [] })]);
      for (const request of [READ, WRITE]) {
        const { error } = await failureOf(vendorClient(server.url), request);
        expect([error.kind, error.httpStatus]).to.deep.equal(['rejected', status]);
      }
      expect([server.attempts, canary.attempts]).to.deep.equal([2, 0]);
    });
  }

  it("logs the vendor's requestId at debug when it is short and printable, and never a key in its place", async () => {
    const long = 'x'.repeat(65);
    const bodies = [{ requestId: 'req-0001' }, { requestId: KEY }, { requestId: KEY.slice(0, 12) }, { requestId: `req-${KEY.slice(0, 8)}` }, { requestId: long }, { requestId: 'a\nb-forged' }, { requestId: 7 }, [], 'text', null];
    const client = vendorClient(server.url);
    for (const body of bodies) {
      server.script([faults.status(400, JSON.stringify(body))]);
      expect((await failureOf(client, READ)).error.message).to.not.contain('req-0001');
    }
    expect(JSON.stringify(client.logged).match(/"vendorRequestId":"[^"]*"/g)).to.deep.equal(['"vendorRequestId":"req-0001"']);
  });

  it('nor the password of a login, which is encoded on its way', async () => {
    const client = vendorClient(server.url);
    const secretHeaders = { Authorization: new Secret(`Basic ${Buffer.from('reader:a-long-password').toString('base64')}`) };
    for (const requestId of ['a-long-password', 'long-password', 'reader', 'req-a-long-p', 'req-0002']) {
      server.script([faults.status(400, JSON.stringify({ requestId }))]);
      await failureOf(client, { ...READ, secretHeaders });
    }
    expect(JSON.stringify(client.logged).match(/"vendorRequestId":"[^"]*"/g)).to.deep.equal(['"vendorRequestId":"req-0002"']);
  });

  it('speaks of a login when the request carries one', async () => {
    server.script([faults.status(401)]);
    const { error } = await failureOf(vendorClient(server.url), { ...READ, secretHeaders: { Authorization: new Secret('Basic dTpw') } });
    expect(error.message).to.equal('Samsara rejected the user name or password. Reconnect the integration with a new login.');
  });
});

function everythingPrinted(client: TestClient, error: unknown): string {
  const whole = inspect([error, client], { depth: 12, showHidden: true, getters: true });
  const stack = error instanceof Error ? String(error.stack) : '';
  return [whole, stack, String(error), JSON.stringify(error), JSON.stringify(client.logged), client.observed.join()].join('\n');
}
