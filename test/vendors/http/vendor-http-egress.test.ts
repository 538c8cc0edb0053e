import { onRealSockets } from '../../support/real-sockets.js';
import { expect } from 'chai';
import { EgressGuard } from '../../../src/infrastructure/vendors/http/egress-guard.js';
import { vendorPath } from '../../../src/infrastructure/vendors/http/vendor-path.js';
import { FaultServer } from '../../support/fault-server.js';
import { faults } from '../../support/faults.js';
import { READ, WRITE, failureOf, vendorClient } from './vendor-client.js';

const PROXY_VARIABLES = ['HTTP_PROXY', 'http_proxy', 'HTTPS_PROXY', 'https_proxy', 'ALL_PROXY', 'all_proxy'];

describe('AxiosVendorHttp: where requests go and what they carry', () => {
  onRealSockets();

  let server: FaultServer;
  before(async () => (server = await FaultServer.start()));
  after(() => server.stop());
  beforeEach(() => {
    server.reset();
    server.script([faults.ok({ data: [] }, { 'X-Page': '7' })]);
  });

  it('ignores a proxy in the environment', async () => {
    const proxy = await FaultServer.start();
    for (const name of PROXY_VARIABLES) process.env[name] = proxy.url;
    try {
      await vendorClient(server.url).http.send(READ);
    } finally {
      for (const name of PROXY_VARIABLES) Reflect.deleteProperty(process.env, name);
      await proxy.stop();
    }
    expect([server.attempts, proxy.attempts]).to.deep.equal([1, 0]);
  });

  it('refuses a literal loopback address in production before connecting', async () => {
    const guard = new EgressGuard({ production: true, allowedHosts: ['127.0.0.1'] });
    const { error } = await failureOf(vendorClient(server.url, { guard }), READ);
    expect([error.kind, server.attempts]).to.deep.equal(['rejected', 0]);
    expect(error.message).to.equal("Samsara was not contacted at this address because it leads back to this machine. Check the integration's address.");
  });

  const rebinding: readonly (readonly [string, boolean, string])[] = [
    ['127.0.0.1 in production', true, '127.0.0.1'],
    ['10.0.0.1 in production', true, '10.0.0.1'],
    ['169.254.169.254 outside production', false, '169.254.169.254'],
  ];
  for (const [name, production, address] of rebinding) {
    it(`refuses a host whose DNS answer is ${name}, after 1 look-up and without a retry`, async () => {
      let lookups = 0;
      const guard = new EgressGuard({ production, allowedHosts: [] }, () => ((lookups += 1), Promise.resolve([{ address, family: 4 }])));
      const { error } = await failureOf(vendorClient(`https://vendor.example:${server.port}`, { guard }), READ);
      expect([error.kind, lookups, server.attempts]).to.deep.equal(['rejected', 1, 0]);
      expect(error.message).to.contain('not contacted at this address because it').and.not.contain(address);
    });
  }

  it('connects to the address its guard looked up and to no other', async () => {
    const guard = new EgressGuard({ production: false, allowedHosts: [] }, () => Promise.resolve([{ address: '127.0.0.1', family: 4 }]));
    await vendorClient(`http://vendor.example:${server.port}`, { guard }).http.send(READ);
    expect(server.requests[0]?.headers.host).to.equal(`vendor.example:${server.port}`);
  });

  it('says that an unknown host cannot be found', async () => {
    const guard = new EgressGuard({ production: true, allowedHosts: [] }, () => Promise.reject(Object.assign(new Error('x'), { code: 'ENOTFOUND' })));
    const { error } = await failureOf(vendorClient('https://vendor.example', { guard }), READ);
    expect([error.kind, error.message]).to.deep.equal([
      'unavailable',
      "The address of Samsara could not be found. Check the integration's address, or try again in a few minutes.",
    ]);
  });

  for (const path of ['/a/../b', '/a/./b', '/a/%2e%2e/b', '//evil.example/x', 'no-slash', '@evil.example', '/a?x=1', '/a#b', '/a\\..\\b', '/a b', '/a\tb', 'http://evil.example/', '']) {
    it(`sends nothing for the path ${JSON.stringify(path)}`, async () => {
      const { error } = await failureOf(vendorClient(`${server.url}/base`), { ...READ, path });
      expect([error.kind, server.attempts]).to.deep.equal(['rejected', 0]);
    });
  }

  it('keeps the prefix of the base URL and the encoding of vendorPath', async () => {
    const path = vendorPath`/drivers/${'../a/b\\..'}/logs`;
    await vendorClient(`${server.url}/ws/v2/`).http.send({ operation: 'x', method: 'GET', path });
    expect(server.requests[0]?.url).to.equal('/ws/v2/drivers/..%2Fa%2Fb%5C../logs');
  });

  it('sends query, headers and a JSON body, leaves undefined out, and returns status, body and lower-case headers', async () => {
    const query = { driverIds: '1,2', after: undefined, limit: 512, q: 'a b&c=ü' };
    const answer = await vendorClient(server.url).http.send({ ...WRITE, secretQuery: {}, query, headers: { 'Idempotency-Key': 'k1' } });
    const [seen] = server.requests;
    expect(Object.fromEntries(new URL(seen?.url ?? '', server.url).searchParams)).to.deep.equal({ driverIds: '1,2', limit: '512', q: 'a b&c=ü' });
    expect(seen?.headers).to.include({ 'content-type': 'application/json', accept: 'application/json', 'idempotency-key': 'k1' });
    expect([seen?.method, seen?.body]).to.deep.equal(['POST', '{"hours":3}']);
    expect(answer).to.deep.include({ status: 200, body: { data: [] } });
    expect(answer.headers).to.include({ 'x-page': '7', 'content-type': 'application/json' });
  });

  it('sends URLSearchParams as a form, and takes a 204 for an answer without a body', async () => {
    server.script([faults.status(204, '')]);
    const answer = await vendorClient(server.url).http.send({ ...WRITE, body: new URLSearchParams({ grant_type: 'x y' }) });
    expect([server.requests[0]?.body, server.requests[0]?.headers['content-type']]).to.deep.equal(['grant_type=x+y', 'application/x-www-form-urlencoded']);
    expect([answer.status, answer.body]).to.deep.equal([204, undefined]);
  });

  it('returns null, a string, false and 0 as the JSON bodies they are', async () => {
    server.script([null, 'text', '"quoted"', false, 0].map((body) => faults.ok(body)));
    const { http } = vendorClient(server.url);
    const bodies: unknown[] = [];
    for (let turn = 0; turn < 5; turn += 1) bodies.push((await http.send(READ)).body);
    expect(bodies).to.deep.equal([null, 'text', '"quoted"', false, 0]);
  });
});
