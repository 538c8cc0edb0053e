import { expect } from 'chai';
import type { ConnectionTestStep } from '../../../src/domain/integrations/connection-test.js';
import { VendorError } from '../../../src/domain/shared/vendor-error.js';
import { startMotiveSimulator, type MotiveSimulator } from '../../../src/infrastructure/simulators/motive/motive-simulator.js';
import type { Fault } from '../../../src/infrastructure/simulators/simulator-faults.js';
import { definition } from '../../../src/infrastructure/vendors/motive/definition.js';
import { onRealSockets } from '../../support/real-sockets.js';
import { motiveSession } from './motive-session.js';

interface Tested {
  readonly steps: readonly ConnectionTestStep[];
  readonly error: VendorError | undefined;
}

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

  async function test(apiKey = 'good'): Promise<Tested> {
    const steps: ConnectionTestStep[] = [];
    try {
      for await (const step of definition.checkConnection(motiveSession({ baseUrl: simulator.url, apiKey }))) steps.push(step);
    } catch (error) {
      return { steps, error: error instanceof VendorError ? error : expect.fail(String(error)) };
    }
    return { steps, error: undefined };
  }

  /** The step that failed says the same as the error, and all before it went well. */
  function expectFailedAt(name: string, { steps, error }: Tested, kind: string, advice: string): void {
    expect(steps.slice(0, -1).every(({ ok }) => ok)).to.equal(true);
    expect(steps.at(-1)).to.deep.equal({ name, ok: false, detail: error?.message });
    expect(error?.kind).to.equal(kind);
    expect(error?.message).to.contain(advice);
  }

  it('passes key, drivers and hours of service, and names the company', async () => {
    const { steps, error } = await test();
    expect(error).to.equal(undefined);
    expect(steps.map(({ name, ok }) => [name, ok])).to.deep.equal([['authentication', true], ['drivers', true], ['hours of service', true]]);
    expect(steps[0]?.detail).to.contain('Cedar Mesa Haulage');
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

  const failures: readonly (readonly [Fault, string, string])[] = [
    [{ kind: 'html' }, 'malformed', 'MOTIVE_API_URL'],
    [{ kind: 'server-error', status: 404 }, 'rejected', 'MOTIVE_API_URL'],
    [{ kind: 'server-error' }, 'unavailable', 'out of order'],
    [{ kind: 'rate-limited' }, 'rate-limited', 'limits this key'],
    [{ kind: 'hang' }, 'timeout', 'in time'],
  ];
  for (const [fault, kind, advice] of failures) {
    it(`advises on ${fault.kind}`, async () => {
      simulator.faults.set(fault);
      expectFailedAt('authentication', await test(), kind, advice);
    });
  }

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
