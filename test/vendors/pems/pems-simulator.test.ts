import { expect } from 'chai';
import { startPemsSimulator, type PemsSimulator } from '../../../src/infrastructure/simulators/pems/pems-simulator.js';
import { onRealSockets } from '../../support/real-sockets.js';

type Body = Record<string, unknown>;

const HEADERS = { authorization: 'Bearer t', tenant: 'ACME', organization: 'ORG1', 'content-type': 'application/json' };

/** What only a server shows: faults, statistics, the page. */
describe('PEMS simulator over HTTP', () => {
  onRealSockets();

  let simulator: PemsSimulator;

  before(async () => {
    simulator = await startPemsSimulator({ seed: 3, records: 5 });
  });

  afterEach(() => simulator.faults.clear());
  after(() => simulator.stop());

  const get = (path: string): Promise<Response> => fetch(simulator.url + path, { headers: HEADERS });
  const record = async (): Promise<Body> => (await (await get('/api/pems/pfa/PFA-10001')).json()) as Body;
  const put = (version: unknown, key: string): Promise<Response> => fetch(`${simulator.url}/api/pems/pfa/PFA-10001`, {
    method: 'PUT',
    headers: { ...HEADERS, 'idempotency-key': key },
    body: JSON.stringify({ pfaId: 'PFA-10001', organizationCode: 'ORG1', version, modifiedBy: 'u', changes: { model: key } }),
  });

  it('commits, then drops the connection: a repeat with the same key gets the answer that was lost', async () => {
    const { version } = await record();
    simulator.faults.next({ kind: 'commit-then-drop', path: '/api/pems/pfa/' });
    expect(await put(version, 'lost').then(() => 'answered', () => 'dropped')).to.equal('dropped');
    expect(await record()).to.deep.include({ version: Number(version) + 1, lastIdempotencyKey: 'lost' });
    const again = await put(version, 'lost');
    expect([again.status, ((await again.json()) as Body)['newVersion']]).to.deep.equal([200, Number(version) + 1]);
    expect((await record())['version']).to.equal(Number(version) + 1);
  });

  it('a connection that is reset before has changed nothing', async () => {
    const { version } = await record();
    simulator.faults.next({ kind: 'reset', path: '/api/pems/pfa/' });
    expect(await put(version, 'never').then(() => 'answered', () => 'dropped')).to.equal('dropped');
    expect((await record())['version']).to.equal(version);
  });

  it('fails with PEMS\'s own error body', async () => {
    for (const [status, error] of [[429, 'RATE_LIMITED'], [500, 'INTERNAL_ERROR'], [503, 'UNAVAILABLE'], [401, 'UNAUTHORIZED']] as const) {
      simulator.faults.next({ kind: 'server-error', status });
      const heard = await get('/api/pems/health');
      expect(heard.status).to.equal(status);
      expect((await heard.json())).to.include({ success: false, error });
    }
  });

  it('counts requests by route and explains itself at /', async () => {
    const before = simulator.stats()['/api/pems/pfa/{pfaId}'] ?? 0;
    await get('/api/pems/pfa/PFA-10002');
    await get('/api/pems/pfa/PFA-10003');
    expect(simulator.stats()['/api/pems/pfa/{pfaId}']).to.equal(before + 2);
    const page = await (await fetch(simulator.url)).text();
    for (const word of ['seed 3', '5 PFA records', '/api/pems/pfa/{pfaId}', 'Idempotency-Key', 'commit-then-drop']) expect(page).to.contain(word);
  });
});
