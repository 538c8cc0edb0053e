import { expect } from 'chai';
import { checkAlternatives, checkForm } from '../../../src/domain/integrations/vendor-form.js';
import { startMcleodSimulator, type McleodSimulator } from '../../../src/infrastructure/simulators/mcleod/mcleod-simulator.js';
import type { Fault } from '../../../src/infrastructure/simulators/simulator-faults.js';
import { definition } from '../../../src/infrastructure/vendors/mcleod/definition.js';
import { McleodLoadSource } from '../../../src/infrastructure/vendors/mcleod/mcleod-load-source.js';
import { onRealSockets } from '../../support/real-sockets.js';
import { runConnectionTest, expectFailedAt, expectPassed, itAdvises, type Tested } from '../run-connection-test.js';
import { LOGIN, mcleodSession } from './mcleod-session.js';

describe('McLeod connection test', () => {
  onRealSockets();
  let simulator: McleodSimulator;

  before(async () => {
    simulator = await startMcleodSimulator();
  });

  afterEach(() => {
    simulator.faults.clear();
    simulator.control.restore();
  });

  after(() => simulator.stop());

  function test(credentials: Readonly<Record<string, string>> = LOGIN): Promise<Tested> {
    return runConnectionTest(definition, mcleodSession(simulator.url, { credentials }));
  }

  it('passes login and company, orders and drivers, with two requests', async () => {
    const before = Object.values(simulator.stats()).reduce((sum, count) => sum + count, 0);
    const tested = await test();
    expectPassed(tested, ['authentication', 'orders', 'drivers']);
    expect(Object.values(simulator.stats()).reduce((sum, count) => sum + count, 0) - before).to.equal(2);
  });

  it('passes with a token', async () => {
    expect((await test({ apiToken: 'tok-1', company: 'TMS' })).error).to.equal(undefined);
  });

  it('passes a company that has nothing yet, and says so', async () => {
    simulator.control.script({ orders: [] });
    const { steps, error } = await test();
    expect(error).to.equal(undefined);
    expect(steps.map(({ detail }) => detail).slice(1)).to.deep.equal(['Orders can be read; this company has none yet.', 'Drivers can be read; this company has none yet.']);
  });

  it('tells what to check when the login is refused', async () => {
    expectFailedAt('authentication', await test({ ...LOGIN, username: 'revoked-user' }), 'credentials', 'Check user name and password, or the API token');
    expectFailedAt('authentication', await test({ apiToken: 'revoked', company: 'TMS' }), 'credentials', 'does not accept this login');
  });

  it('tells of the company code when the request is refused', async () => {
    simulator.faults.set({ kind: 'server-error', status: 400 });
    expectFailedAt('authentication', await test(), 'rejected', 'company code');
  });

  it('names the right that is missing', async () => {
    expectFailedAt('orders', await test({ ...LOGIN, username: 'no-orders' }), 'credentials', 'right to read orders');
    expectFailedAt('drivers', await test({ ...LOGIN, username: 'no-drivers' }), 'credentials', 'right to read drivers');
  });

  it('keeps the sentence about a login that cannot be sent', async () => {
    expectFailedAt('authentication', await test({ username: 'u', company: 'TMS' }), 'credentials', 'No usable McLeod login');
  });

  const testWith = (fault: Fault): Promise<Tested> => {
    simulator.faults.set(fault);
    return test();
  };

  itAdvises('authentication', [
    [{ kind: 'html' }, 'malformed', 'scheme, host and port'],
    [{ kind: 'server-error', status: 404 }, 'rejected', 'Check the address'],
    [{ kind: 'redirect' }, 'rejected', 'HTTP 302'],
    [{ kind: 'server-error' }, 'unavailable', 'Check host and port'],
    [{ kind: 'rate-limited' }, 'rate-limited', 'limits us'],
    [{ kind: 'hang' }, 'timeout', 'in time'],
  ], testWith);

  it('does not take any list for one of orders', async () => {
    simulator.control.say([{ name: 'no id' }]);
    expectFailedAt('authentication', await test(), 'malformed', 'does not answer like a LoadMaster server');
  });
});

describe('McLeod definition', () => {
  const { description, baseUrl, loadSource, hosSource } = definition;

  for (const [given, expected] of [
    ['https://tms.example.com:5690/ws', 'https://tms.example.com:5690'], ['https://tms.example.com:5690/ws/', 'https://tms.example.com:5690'],
    ['https://tms.example.com:5690/', 'https://tms.example.com:5690'], ['https://tms.example.com/WS//', 'https://tms.example.com'],
    ['https://tms.example.com:5690/ws/docs', 'https://tms.example.com:5690'], ['https://tms.example.com/lme/ws', 'https://tms.example.com/lme'],
  ]) {
    it(`mends ${given} and says so`, () => {
      const mended = baseUrl.mend?.(given ?? '');
      expect(mended?.url).to.equal(expected);
      expect(mended?.warning).to.contain('/ws');
    });
  }

  it('leaves a right address alone', () => {
    for (const url of ['https://tms.example.com:5690', 'https://ws', 'https://ws.example.com', 'http://127.0.0.1:9/lme', 'https://news', 'https://h/rows']) {
      expect(baseUrl.mend?.(url)).to.deep.equal({ url });
    }
  });

  it('is at the address of each customer', () => {
    expect(baseUrl).to.deep.include({ configField: 'baseUrl' });
    expect(description.configFields.map(({ name, type, required }) => [name, type, required])).to.deep.equal([['baseUrl', 'url', true]]);
    expect(description).to.include({ id: 'MCLEOD_TMS', integrationType: 'TMS', contract: 'documented', simulated: false });
    expect(loadSource?.(mcleodSession('http://127.0.0.1:9'))).to.be.instanceOf(McleodLoadSource);
    expect(hosSource).to.equal(undefined);
  });

  it('takes a login or a token, and always the company', () => {
    expect(description.credentialFields.map(({ name, type, required }) => [name, type, required])).to.deep.equal([
      ['username', 'text', false], ['password', 'password', false], ['apiToken', 'password', false], ['company', 'text', true],
    ]);
    const violations = (values: Readonly<Record<string, unknown>>): readonly string[] => [
      ...checkForm(description.credentialFields, values, ''), ...checkAlternatives(description.credentialAlternatives ?? [], values, ''),
    ].map(({ pointer }) => pointer);
    expect(violations(LOGIN)).to.deep.equal([]);
    expect(violations({ apiToken: 't', company: 'TMS' })).to.deep.equal([]);
    expect(violations({ username: 'u', company: 'TMS' })).to.deep.equal(['/password']);
    expect(violations({ company: 'TMS' })).to.have.members(['/username', '/password', '/apiToken']);
    expect(violations({ apiToken: 't' })).to.deep.equal(['/company']);
  });
});
