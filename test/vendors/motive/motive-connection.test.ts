import { expect } from 'chai';
import { startMotiveSimulator, type MotiveSimulator } from '../../../src/infrastructure/simulators/motive/motive-simulator.js';
import type { Fault } from '../../../src/infrastructure/simulators/simulator-faults.js';
import { definition } from '../../../src/infrastructure/vendors/motive/definition.js';
import { onRealSockets } from '../../support/real-sockets.js';
import { runConnectionTest, expectFailedAt, expectPassed, itAdvises, type Tested } from '../run-connection-test.js';
import { motiveSession } from './motive-session.js';

describe('Motive connection test', () => {
  onRealSockets();

  let simulator: MotiveSimulator;

  before(async () => {
    simulator = await startMotiveSimulator({ drivers: 3 });
  });

  afterEach(() => {
    simulator.faults.clear();
    simulator.fleet.restore();
  });
  after(() => simulator.stop());

  function test(apiKey = 'good'): Promise<Tested> {
    return runConnectionTest(definition, motiveSession({ baseUrl: simulator.url, apiKey }));
  }

  it('passes key, drivers and hours of service, and names the company', async () => {
    const tested = await test();
    expectPassed(tested, ['authentication', 'drivers', 'hours of service']);
    expect(tested.steps[0]?.detail).to.contain('Cedar Mesa Haulage');
    expect(simulator.stats()).to.deep.equal({ '/v1/available_time': 1, '/v1/companies': 1, '/v1/users': 1 });
  });

  it('passes an account without drivers and says so', async () => {
    simulator.fleet.script([]);
    const { steps, error } = await test();
    expect(error).to.equal(undefined);
    expect(steps.map(({ detail }) => detail).join(' ')).to.contain('no active driver yet').and.to.contain('no driver has clocks yet');
  });

  it('tells where to get a key when this one is revoked', async () => {
    expectFailedAt('authentication', await test('revoked-key'), 'credentials', 'Admin, Developers');
  });

  it('takes a 403 for a bad key as well', async () => {
    const tested = await test('forbidden-key');
    expectFailedAt('authentication', tested, 'credentials', 'it is wrong, disabled');
    expect(tested.error?.message).to.contain('Admin, Developers');
  });

  for (const [step, path, advice] of [
    ['drivers', '/v1/users', 'read users'],
    ['hours of service', '/v1/available_time', 'read available time'],
  ] as const) {
    it(`tells what is missing when only ${step} may not be read`, async () => {
      simulator.faults.set({ kind: 'server-error', status: 403, path });
      const tested = await test();
      expectFailedAt(step, tested, 'credentials', advice);
      expect(tested.error?.message).to.contain('Admin, Developers');
    });
  }

  const testWith = (fault: Fault): Promise<Tested> => {
    simulator.faults.set(fault);
    return test();
  };

  itAdvises('authentication', [
    [{ kind: 'html' }, 'malformed', 'MOTIVE_API_URL'],
    [{ kind: 'server-error', status: 404 }, 'rejected', 'MOTIVE_API_URL'],
    [{ kind: 'server-error' }, 'unavailable', 'out of order'],
    [{ kind: 'rate-limited' }, 'rate-limited', 'limits this key'],
    [{ kind: 'hang' }, 'timeout', 'in time'],
  ], testWith);

  it('keeps the wait Motive asks for', async () => {
    simulator.faults.set({ kind: 'rate-limited', retryAfter: '1.5' });
    expect((await test()).error?.retryAfterMs).to.equal(1500);
  });

  it('does not send an unusable key', async () => {
    const before = simulator.stats()['/v1/companies'];
    expectFailedAt('authentication', await test('two words'), 'credentials', 'enter the key again');
    expect(simulator.stats()['/v1/companies']).to.equal(before);
  });
});
