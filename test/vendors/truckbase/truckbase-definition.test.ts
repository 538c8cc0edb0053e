import { expect } from 'chai';
import type { Fault } from '../../../src/infrastructure/simulators/simulator-faults.js';
import { startTruckbaseSimulator, type TruckbaseSimulator } from '../../../src/infrastructure/simulators/truckbase/truckbase-simulator.js';
import { definition } from '../../../src/infrastructure/vendors/truckbase/definition.js';
import { TruckbaseLoadSource } from '../../../src/infrastructure/vendors/truckbase/truckbase-load-source.js';
import { onRealSockets } from '../../support/real-sockets.js';
import { runConnectionTest, expectFailedAt, expectPassed, itAdvises, type Tested } from '../run-connection-test.js';
import { truckbaseSession } from './truckbase-session.js';

describe('Truckbase connection test', () => {
  onRealSockets();
  let simulator: TruckbaseSimulator;
  let withoutCompany: TruckbaseSimulator;

  before(async () => {
    simulator = await startTruckbaseSimulator();
    withoutCompany = await startTruckbaseSimulator({ company: false });
  });

  afterEach(() => {
    for (const one of [simulator, withoutCompany]) {
      one.faults.clear();
      one.control.restore();
    }
  });

  after(() => Promise.all([simulator.stop(), withoutCompany.stop()]));

  function test(apiKey = 'good', apiSecret = 'good', { url } = simulator): Promise<Tested> {
    return runConnectionTest(definition, truckbaseSession(url, { credentials: { apiKey, apiSecret } }));
  }

  it('passes key, secret and loads, and names the company', async () => {
    const tested = await test();
    expectPassed(tested, ['authentication', 'loads']);
    expect(tested.steps[0]?.detail).to.contain('Cottonwood Carriers');
  });

  it('asks for the loads where there is no company', async () => {
    const { steps, error } = await test('good', 'good', withoutCompany);
    expect(error).to.equal(undefined);
    expect(steps.map(({ ok }) => ok)).to.deep.equal([true, true]);
    expect(withoutCompany.stats()).to.deep.equal({ '/company': 1, '/loads': 2 });
  });

  it('says when there is no load at the moment', async () => {
    simulator.control.script([]);
    expect((await test()).steps.at(-1)).to.deep.include({ name: 'loads', ok: true, detail: 'Loads can be read; none is active at the moment.' });
  });

  it('tells how to replace a key or a secret that is not accepted', async () => {
    expectFailedAt('authentication', await test('revoked-key'), 'credentials', 'ask its support for a key and a secret');
    expectFailedAt('authentication', await test('good', 'revoked-secret'), 'credentials', 'does not accept this API key and secret');
  });

  it('notices bad credentials where only the loads ask for them', async () => {
    withoutCompany.faults.set({ kind: 'unauthorized', path: '/loads' });
    expectFailedAt('authentication', await test('good', 'good', withoutCompany), 'credentials', 'does not accept');
  });

  it('notices credentials that may not read loads', async () => {
    simulator.faults.set({ kind: 'server-error', status: 403, path: '/loads' });
    expectFailedAt('loads', await test(), 'credentials', 'may not read loads');
  });

  it('keeps the sentence about credentials that cannot be sent', async () => {
    expectFailedAt('authentication', await test('two words'), 'credentials', 'No usable Truckbase API key');
  });

  const testWith = (fault: Fault): Promise<Tested> => {
    simulator.faults.set(fault);
    return test();
  };

  itAdvises('authentication', [
    [{ kind: 'html' }, 'malformed', 'TRUCKBASE_API_URL'],
    [{ kind: 'server-error', status: 400 }, 'rejected', 'TRUCKBASE_API_URL'],
    [{ kind: 'server-error', status: 404 }, 'rejected', 'HTTP 404'],
    [{ kind: 'server-error' }, 'unavailable', 'out of order'],
    [{ kind: 'rate-limited' }, 'rate-limited', 'limits this key'],
    [{ kind: 'hang' }, 'timeout', 'in time'],
  ], testWith);

  it('does not take any list for one of loads', async () => {
    simulator.control.script([{ row: { stationId: 1 } }, { row: 'x' }]);
    expectFailedAt('loads', await test(), 'malformed', 'does not answer like Truckbase');
  });
});

describe('Truckbase definition', () => {
  const { description, baseUrl, loadSource, hosSource } = definition;

  it('asks for key and secret, both secret and required', () => {
    expect(description.credentialFields.map(({ name, type, required }) => [name, type, required])).to.deep.equal([
      ['apiKey', 'password', true], ['apiSecret', 'password', true],
    ]);
    expect(description.configFields).to.deep.equal([]);
  });

  it('says that the contract is assumed, for people too', () => {
    expect(description).to.include({ id: 'TRUCKBASE_TMS', integrationType: 'TMS', contract: 'assumed', simulated: false });
    expect(description.description).to.contain('private');
  });

  it('has an address that can be set, and serves loads only', () => {
    expect(baseUrl).to.deep.equal({ setting: 'TRUCKBASE_API_URL', default: 'https://api.truckbase.io/v1' });
    expect(loadSource?.(truckbaseSession('http://127.0.0.1:9'))).to.be.instanceOf(TruckbaseLoadSource);
    expect(hosSource).to.equal(undefined);
  });
});
