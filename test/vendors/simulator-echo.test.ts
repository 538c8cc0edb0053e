import { expect } from 'chai';
import { startEiaSimulator } from '../../src/infrastructure/simulators/eia/eia-simulator.js';
import type { EiaSimulator } from '../../src/infrastructure/simulators/eia/eia-simulator.js';
import { onRealSockets } from '../support/real-sockets.js';

describe('A simulated vendor that tells requests back', () => {
  onRealSockets();
  let eia: EiaSimulator;
  before(async () => {
    eia = await startEiaSimulator();
  });
  after(() => eia.stop());
  afterEach(() => eia.faults.clear());

  const ask = (headers: Record<string, string> = {}): Promise<Response> =>
    fetch(`${eia.url}/petroleum/pri/gnd/data/?api_key=a%2Fkey&length=1`, { method: 'POST', body: 'the body', headers, redirect: 'manual' });

  it('sends the request line, its headers and its body back in the headers and every text of an error, with status 500 or the given one', async () => {
    eia.faults.next({ kind: 'echo' });
    const answer = await ask({ 'X-API-Key': 'a-header' });
    const url = '/petroleum/pri/gnd/data/?api_key=a%2Fkey&length=1';
    expect([answer.status, answer.headers.get('location'), answer.headers.get('echo-x-api-key')]).to.deep.equal([500, url, 'a-header']);
    const body = await answer.json() as Readonly<Record<string, unknown>>;
    for (const word of ['message', 'error', 'error_description', 'title', 'detail', 'cause', 'code']) {
      expect(body[word], word).to.match(/^POST .*api_key=a%2Fkey&length=1 HTTP/).and.include('x-api-key: a-header').and.include('the body');
    }
    expect((await echoWith(403)).status).to.equal(403);
  });

  it('sends the credential alone back as `requestId`, whether it came in a header or in the query', async () => {
    expect(await idOf(await echoWith(401, { Authorization: 'Bearer a-token' }))).to.equal('a-token');
    expect(await idOf(await echoWith(401, { Authorization: `Basic ${Buffer.from('user:a:password').toString('base64')}` }))).to.equal('a:password');
    expect(await idOf(await echoWith(401))).to.equal('a/key');
  });

  it('replaces {url} in the location of a redirect by the path and query of the request', async () => {
    eia.faults.next({ kind: 'redirect', location: 'http://elsewhere.example{url}' });
    const answer = await ask();
    expect([answer.status, answer.headers.get('location')]).to.deep.equal([302, 'http://elsewhere.example/petroleum/pri/gnd/data/?api_key=a%2Fkey&length=1']);
  });

  function echoWith(status: number, headers: Record<string, string> = {}): Promise<Response> {
    eia.faults.next({ kind: 'echo', status });
    return ask(headers);
  }

  async function idOf(answer: Response): Promise<unknown> {
    const body = await answer.json() as Readonly<Record<string, unknown>>;
    return body['requestId'];
  }
});
