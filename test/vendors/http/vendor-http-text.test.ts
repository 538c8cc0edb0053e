import { inspect } from 'node:util';
import { expect } from 'chai';
import { Secret } from '../../../src/domain/shared/secret.js';
import type { VendorRequest } from '../../../src/infrastructure/vendors/http/vendor-http.js';
import { FaultServer } from '../../support/fault-server.js';
import { faults } from '../../support/faults.js';
import { onRealSockets } from '../../support/real-sockets.js';
import { failureOf, vendorClient } from './vendor-client.js';

const PATH = '/hooks/canary-4f9c1b7e20';
const POST: VendorRequest = { operation: 'alert.deliver', method: 'POST', path: new Secret(PATH), body: { text: 'hello' }, answer: 'text' };

describe('AxiosVendorHttp with text answers and secret paths', () => {
  onRealSockets();

  let server: FaultServer;
  before(async () => (server = await FaultServer.start()));
  after(() => server.stop());
  beforeEach(() => server.reset());

  for (const body of ['ok', '{"ok":true}', 'null', '7', '<html>']) {
    it(`returns ${body} as the text it is`, async () => {
      server.script([faults.status(200, body)]);
      expect((await vendorClient(server.url).http.send(POST)).body).to.equal(body);
      expect(server.requests[0]?.headers.accept).to.equal('text/plain');
    });
  }

  it('without answer: text the same "ok" is malformed', async () => {
    server.script([faults.status(200, 'ok')]);
    const { answer: _answer, ...json } = POST;
    expect((await failureOf(vendorClient(server.url), json)).error.kind).to.equal('malformed');
  });

  it('takes an empty text and one that accepts refuses for malformed', async () => {
    server.script([faults.status(200, '')]);
    expect((await failureOf(vendorClient(server.url), POST)).error.kind).to.equal('malformed');
    server.script([faults.status(200, 'no')]);
    expect((await failureOf(vendorClient(server.url), { ...POST, accepts: (body) => body === 'ok' })).error.kind).to.equal('malformed');
  });

  it('sends a secret path below the path of the base URL', async () => {
    server.script([faults.status(200, 'ok')]);
    await vendorClient(`${server.url}/base`).http.send(POST);
    expect(server.requests[0]?.url).to.equal(`/base${PATH}`);
  });

  for (const status of [302, 404, 500]) {
    it(`shows nothing of a secret path that is echoed with ${status}`, async () => {
      server.script([faults.status(status, JSON.stringify({ requestId: PATH.slice(7), message: PATH }), { location: PATH })]);
      const client = vendorClient(server.url);
      const { answer: _answer, ...json } = POST;
      const errors = [(await failureOf(client, POST)).error, (await failureOf(client, json)).error];
      expect(inspect([errors, client, POST], { depth: 12, showHidden: true, getters: true })).to.not.contain('canary');
    });
  }

  for (const path of ['hooks/x', '//evil.example/x', '/hooks/../x', 'https://evil.example/x', '']) {
    it(`sends no request for the secret path ${JSON.stringify(path)}`, async () => {
      expect((await failureOf(vendorClient(server.url), { ...POST, path: new Secret(path) })).error.kind).to.equal('rejected');
      expect(server.attempts).to.equal(0);
    });
  }
});
