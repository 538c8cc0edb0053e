import { expect } from 'chai';
import { startSamsaraSimulator, type SamsaraSimulator } from '../../../src/infrastructure/simulators/samsara/samsara-simulator.js';
import type { Fault } from '../../../src/infrastructure/simulators/simulator-faults.js';
import { definition as mock } from '../../../src/infrastructure/vendors/mock-samsara/definition.js';
import { SamsaraHosSource } from '../../../src/infrastructure/vendors/samsara/samsara-hos-source.js';
import { definition } from '../../../src/infrastructure/vendors/samsara/definition.js';
import { runConnectionTest, expectFailedAt, expectPassed, itAdvises, type Tested } from '../run-connection-test.js';
import { samsaraSession } from './samsara-session.js';

describe('Samsara connection test', () => {
  let simulator: SamsaraSimulator;

  before(async () => {
    simulator = await startSamsaraSimulator({ drivers: 3 });
  });

  afterEach(() => simulator.faults.clear());
  after(() => simulator.stop());

  function test(apiKey: string): Promise<Tested> {
    return runConnectionTest(definition, samsaraSession({ baseUrl: simulator.url, apiKey }));
  }

  it('passes token, drivers and hours of service', async () => {
    const tested = await test('good');
    expectPassed(tested, ['authentication', 'drivers', 'hours of service']);
    expect(tested.steps[0]?.detail).to.contain('Prairie Wind Freight');
  });

  it('tells how to replace a revoked token', async () => {
    expectFailedAt('authentication', await test('revoked-token'), 'credentials', 'create a token');
  });

  it('names the scope for drivers', async () => {
    expectFailedAt('drivers', await test('no-drivers'), 'credentials', '"Read Drivers"');
  });

  it('names the scope for hours of service', async () => {
    expectFailedAt('hours of service', await test('no-hos'), 'credentials', '"Read ELD Compliance Settings (US)"');
  });

  it('does not ask for the right to read the organisation', async () => {
    simulator.faults.set({ kind: 'server-error', status: 403, path: '/me' });
    const { steps, error } = await test('good');
    expect(error).to.equal(undefined);
    expect(steps[0]?.detail).to.contain('Read Org Information');
  });

  const testWith = (fault: Fault): Promise<Tested> => {
    simulator.faults.set(fault);
    return test('good');
  };

  itAdvises('authentication', [
    [{ kind: 'html' }, 'malformed', 'SAMSARA_API_URL'],
    [{ kind: 'server-error', status: 404 }, 'rejected', 'region'],
    [{ kind: 'server-error' }, 'unavailable', 'out of order'],
    [{ kind: 'rate-limited' }, 'rate-limited', 'limits this token'],
    [{ kind: 'hang' }, 'timeout', 'in time'],
  ], testWith);

  it('does not take any JSON for Samsara', async () => {
    simulator.faults.set({ kind: 'drift', drift: 'renamed', path: '/me' });
    simulator.faults.set({ kind: 'empty', path: '/fleet/drivers' });
    expectFailedAt('drivers', await test('good'), 'malformed', 'does not answer like Samsara');
  });
});

describe('Samsara definition', () => {
  for (const [given, expected] of [
    ['https://api.samsara.com/v1', 'https://api.samsara.com'],
    ['https://api.samsara.com/v1/', 'https://api.samsara.com'],
    ['https://api.eu.samsara.com/v1//', 'https://api.eu.samsara.com'],
  ]) {
    it(`mends ${given} and says so`, () => {
      const mended = definition.baseUrl.mend?.(given ?? '');
      expect(mended?.url).to.equal(expected);
      expect(mended?.warning).to.contain('SAMSARA_API_URL');
    });
  }

  it('leaves a right address alone', () => {
    for (const url of ['https://api.samsara.com', 'https://api.eu.samsara.com/', 'http://127.0.0.1:9/v10', 'https://v1.example.com']) {
      expect(definition.baseUrl.mend?.(url)).to.deep.equal({ url });
    }
  });

  it('asks for the token, optionally for the webhook secret and a ruleset from a list', () => {
    const { credentialFields, configFields } = definition.description;
    expect(credentialFields.map(({ name, type, required }) => [name, type, required])).to.deep.equal([
      ['apiKey', 'password', true], ['webhookSecret', 'password', false],
    ]);
    expect(configFields.map(({ name, required, options }) => [name, required, options])).to.deep.equal([
      ['default_ruleset', false, ['none', 'US_PROPERTY_70_8', 'US_PROPERTY_60_7']],
    ]);
  });

  it('has a simulated twin with the same adapter that needs its address set', () => {
    expect(mock.description).to.include({ id: 'MOCK_SAMSARA', simulated: true, integrationType: 'HOS_ELD' });
    expect(mock.description.credentialFields.map(({ name }) => name)).to.deep.equal(['apiKey']);
    expect(mock.baseUrl).to.deep.include({ setting: 'MOCK_SAMSARA_API_URL' });
    expect('default' in mock.baseUrl && new URL(mock.baseUrl.default).hostname).to.match(/\.invalid$/);
    const session = samsaraSession({ baseUrl: 'http://127.0.0.1:9' });
    for (const one of [definition, mock]) expect(one.hosSource?.(session)).to.be.instanceOf(SamsaraHosSource);
  });
});
