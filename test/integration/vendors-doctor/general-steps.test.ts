import { createServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import { once } from 'node:events';
import { expect } from 'chai';
import { LONGEST_TEST_MS } from '../../../src/infrastructure/vendors/vendor-connection-tester.js';
import { faults } from '../../support/faults.js';
import { FaultServer } from '../../support/fault-server.js';
import { onRealSockets } from '../../support/real-sockets.js';
import { detailOf, examine, outlineOf } from './examine.js';

/** Generous to a busy machine, and far below the 10 s of a real test. */
const SLACK_MS = 1_000;

describe('A connection test that does not get through', () => {
  onRealSockets();
  let server: FaultServer;

  before(async () => {
    server = await FaultServer.start();
  });
  afterEach(() => server.reset());
  after(() => server.stop());

  it('an unknown host fails at dns', async () => {
    const result = await examine({ baseUrl: 'https://no-such-vendor.invalid' });
    expect(outlineOf(result)).to.deep.equal(['dns!']);
    expect(result).to.include({ success: false, code: 'unavailable', message: detailOf(result, 'dns') });
    expect(result.message).to.match(/typing mistake|DNS/);
  });

  it('a host that leads to this machine fails at dns in production, before anything connects', async () => {
    const resolve = (): Promise<{ address: string; family: number }[]> => Promise.resolve([{ address: '127.0.0.1', family: 4 }]);
    for (const baseUrl of [`https://vendor.example:${server.port}`, `https://127.0.0.1:${server.port}`]) {
      const result = await examine({ baseUrl, production: true, resolve });
      expect(outlineOf(result)).to.deep.equal(['dns!']);
      expect(result).to.include({ code: 'rejected' });
      expect(result.message).to.contain('leads back to this machine').and.not.contain('127.0.0.1');
    }
    expect(server.attempts).to.equal(0);
  });

  it('a host that moves to a refused address after the look-up is not connected to either', async () => {
    const answers = ['203.0.114.7'];
    const resolve = (): Promise<{ address: string; family: number }[]> => Promise.resolve([{ address: answers.shift() ?? '127.0.0.1', family: 4 }]);
    const result = await examine({ baseUrl: `https://vendor.example:${server.port}`, production: true, resolve });
    expect(outlineOf(result)).to.deep.equal(['dns', 'tls!']);
    expect(result).to.include({ code: 'rejected' });
    expect(server.attempts).to.equal(0);
  });

  it('tells how many servers the host has, and no address', async () => {
    server.script([faults.status(401)]);
    const resolve = (): Promise<{ address: string; family: number }[]> =>
      Promise.resolve([{ address: '127.0.0.1', family: 4 }, { address: '127.0.0.2', family: 4 }]);
    const result = await examine({ baseUrl: `http://vendor.example:${server.port}`, resolve });
    expect(detailOf(result, 'dns')).to.equal('The address of Samsara is known: 2 servers.');
    expect(JSON.stringify(result.steps)).to.not.contain('127.0.0');
  });

  it('a refused connection fails at reach over http, at tls over https', async () => {
    const refused = await FaultServer.refusedUrl();
    const plain = await examine({ baseUrl: refused });
    expect(outlineOf(plain)).to.deep.equal(['dns', 'tls', 'reach!']);
    expect(plain).to.include({ success: false, code: 'unavailable' });
    expect(plain.message).to.contain('refuses connections').and.to.contain('firewall');
    expect(detailOf(plain, 'tls')).to.match(/^Skipped: .*http:\/\//);
    expect(outlineOf(await examine({ baseUrl: refused.replace('http:', 'https:') }))).to.deep.equal(['dns', 'tls!']);
  });

  it('https to a server that speaks plain http fails at tls and names the address', async () => {
    const result = await examine({ baseUrl: `https://127.0.0.1:${server.port}` });
    expect(outlineOf(result)).to.deep.equal(['dns', 'tls!']);
    expect(result.message).to.contain('https:// or http://');
  });

  it('a connection that is reset fails at reach', async () => {
    server.script([faults.resetBeforeHeaders()]);
    const result = await examine({ baseUrl: server.url });
    expect(outlineOf(result)).to.deep.equal(['dns', 'tls', 'reach!']);
    expect([result.code, server.attempts]).to.deep.equal(['unavailable', 1]);
  });

  it('a redirect is an answer and is not followed', async () => {
    const elsewhere = await FaultServer.start();
    server.script([faults.redirect(elsewhere.url)]);
    const result = await examine({ baseUrl: server.url });
    await elsewhere.stop();
    expect(outlineOf(result)).to.deep.equal(['dns', 'tls', 'reach', 'authentication!']);
    expect([result.code, elsewhere.attempts, server.attempts]).to.deep.equal(['rejected', 0, 2]);
  });

  it('asks for the head of an answer without a key, and does not wait for an endless body', async () => {
    server.script([faults.trickle(), faults.status(401)]);
    const result = await examine({ baseUrl: server.url, apiKey: 'canary-4f9c1b7e20' });
    expect(outlineOf(result)).to.deep.equal(['dns', 'tls', 'reach', 'authentication!']);
    expect(server.requests[0]?.headers.authorization).to.equal(undefined);
    expect(JSON.stringify(server.requests[0])).to.not.contain('canary');
  });

  describe('in its time', () => {
    let silent: Server;
    let silentPort: number;

    before(async () => {
      silent = createServer().listen(0, '127.0.0.1');
      await once(silent, 'listening');
      silentPort = (silent.address() as AddressInfo).port;
    });
    after(() => silent.close());

    const stalls: readonly (readonly [string, readonly string[], () => Parameters<typeof examine>[0]])[] = [
      ['a name server that is silent', ['dns!'], () => ({ baseUrl: 'https://vendor.example', resolve: () => new Promise(() => undefined) })],
      ['a handshake that is never answered', ['dns', 'tls!'], () => ({ baseUrl: `https://127.0.0.1:${silentPort}` })],
      ['a server that takes the connection and is silent', ['dns', 'tls', 'reach!'], () => ({ baseUrl: `http://127.0.0.1:${silentPort}` })],
    ];
    for (const [what, outline, patient] of stalls) {
      it(`${what} ends a test of 300 ms as a timeout`, async () => {
        const result = await examine({ ...patient(), longestMs: 300 });
        expect(outlineOf(result)).to.deep.equal(outline);
        expect(result).to.include({ success: false, code: 'timeout' });
        expect(result.latencyMs).to.be.within(250, 300 + SLACK_MS);
      });
    }

    it('a vendor that answers the 1st of its steps slowly and the 2nd not at all has 1,600 ms for both', async () => {
      server.script([faults.status(404)], '/');
      server.script([(response) => void setTimeout(() => response.writeHead(200).end('{"data":{"name":"x"}}'), 1_400)], '/me');
      server.script([faults.slowHeaders()], '/fleet/drivers');
      const result = await examine({ baseUrl: server.url, longestMs: 1_600 });
      expect(outlineOf(result)).to.deep.equal(['dns', 'tls', 'reach', 'authentication', 'drivers!']);
      expect(result).to.include({ code: 'timeout' });
      expect(result.latencyMs).to.be.within(1_550, 1_600 + SLACK_MS);
    });

    it('a real test has 10 s', () => {
      expect(LONGEST_TEST_MS).to.equal(10_000);
    });
  });
});
