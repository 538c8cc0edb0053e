import { expect } from 'chai';
import { checkAlternatives, checkForm } from '../../../src/domain/integrations/vendor-form.js';
import { startPemsSimulator, type PemsSimulator } from '../../../src/infrastructure/simulators/pems/pems-simulator.js';
import type { Fault } from '../../../src/infrastructure/simulators/simulator-faults.js';
import { definition } from '../../../src/infrastructure/vendors/pems/definition.js';
import { PemsClient } from '../../../src/infrastructure/vendors/pems/pems-client.js';
import { faults } from '../../support/faults.js';
import { onRealSockets } from '../../support/real-sockets.js';
import { rejectionOf } from '../../support/rejection.js';
import { RecordingLogger } from '../../support/recording-logger.js';
import { faultServer } from '../fault-cases.js';
import { runConnectionTest, expectFailedAt, itAdvises, type Tested } from '../run-connection-test.js';
import { TEST_LIMITS, vendorSession } from '../vendor-session.js';

type Credentials = Readonly<Record<string, string>>;

interface Logged extends Tested {
  readonly logged: string;
}

const LOGIN: Credentials = { username: 'fleet', password: 'päss:word', tenant: 'ACME', organization: 'ORG1' };
const TOKEN: Credentials = { token: 'canary7d1f0a9b3c', tenant: 'ACME', organization: 'ORG1' };
const EMPTY_LIST = faults.ok({ records: [], nextCursor: null });

async function test(baseUrl: string, credentials: Credentials): Promise<Logged> {
  const logger = new RecordingLogger();
  const session = vendorSession({ definition, baseUrl: definition.baseUrl.mend?.(baseUrl).url ?? baseUrl, credentials, logger });
  const tested = await runConnectionTest(definition, session);
  return { ...tested, logged: JSON.stringify(logger.lines) };
}

describe('PEMS connection test on the simulator', () => {
  onRealSockets();

  let simulator: PemsSimulator;

  before(async () => {
    simulator = await startPemsSimulator();
  });

  afterEach(() => simulator.faults.clear());
  after(() => simulator.stop());

  for (const [name, credentials] of [['a login', LOGIN], ['a token', TOKEN]] as const) {
    it(`passes with ${name}`, async () => {
      const { steps, error } = await test(simulator.url, credentials);
      expect(error).to.equal(undefined);
      expect(steps).to.deep.equal([
        { name: 'health', ok: true, detail: 'PEMS is up and lets us in.' }, { name: 'records', ok: true, detail: 'Records can be read.' },
      ]);
    });
  }

  it('passes for an organization without records', async () => {
    simulator.control.script('ACME', 'EMPTY', []);
    const { steps } = await test(simulator.url, { ...LOGIN, organization: 'EMPTY' });
    expect(steps.at(-1)?.detail).to.contain('none yet');
  });

  for (const [name, credentials] of [
    ['a revoked user', { ...LOGIN, username: 'revoked-user' }], ['a revoked password', { ...LOGIN, password: 'revoked' }], ['a revoked token', { ...TOKEN, token: 'revoked-7' }],
  ] as const) {
    it(`asks to enter ${name} again`, async () => {
      expectFailedAt('health', await test(simulator.url, credentials), 'credentials', 'does not accept these credentials');
    });
  }

  it('tells a refusal of everything from one of records', async () => {
    expectFailedAt('health', await test(simulator.url, { ...LOGIN, username: 'barred' }), 'credentials', 'does not let them in');
    simulator.faults.set({ kind: 'server-error', status: 403, path: '/api/pems/pfa' });
    expectFailedAt('records', await test(simulator.url, LOGIN), 'credentials', 'read records');
  });

  const testWith = (fault: Fault): Promise<Tested> => {
    simulator.faults.set(fault);
    return test(simulator.url, LOGIN);
  };

  itAdvises('health', [
    [{ kind: 'server-error', status: 404 }, 'rejected', 'it ends before /api/pems'],
    [{ kind: 'server-error', status: 400 }, 'rejected', 'tenant and organization'],
    [{ kind: 'server-error' }, 'unavailable', 'out of order'],
    [{ kind: 'rate-limited' }, 'rate-limited', 'limits these credentials'],
    [{ kind: 'hang' }, 'timeout', 'in time'],
    [{ kind: 'redirect' }, 'rejected', 'HTTP 302'],
  ], testWith);

  itAdvises('records', [
    [{ kind: 'html' }, 'malformed', 'does not answer like PEMS'],
    [{ kind: 'empty' }, 'malformed', 'does not answer like PEMS'],
    [{ kind: 'garbage' }, 'malformed', 'does not answer like PEMS'],
  ], testWith);
});

describe('PEMS connection test, on the wire', () => {
  const server = faultServer();

  it('sends login, tenant and organization on every call, and asks for one record', async () => {
    server().script([EMPTY_LIST]);
    await test(`${server().url}/api/pems/`, LOGIN);
    expect(server().requests.map(({ method, url }) => `${method} ${url}`)).to.deep.equal(['GET /api/pems/health', 'GET /api/pems/pfa?limit=1']);
    const authorization = `Basic ${Buffer.from('fleet:päss:word', 'utf8').toString('base64')}`;
    for (const { headers } of server().requests) {
      expect(headers).to.include({ authorization, tenant: 'ACME', organization: 'ORG1', 'content-type': 'application/json' });
    }
  });

  it('sends a token as Bearer, also when a login is there too', async () => {
    server().script([EMPTY_LIST]);
    await test(server().url, { ...LOGIN, ...TOKEN });
    for (const { headers } of server().requests) expect(headers.authorization).to.equal(`Bearer ${TOKEN['token']}`);
  });

  for (const [name, health] of [
    ['an empty 200', faults.emptyBody()], ['204', faults.status(204, '')], ['plain text', faults.status(200, 'OK', { 'content-type': 'text/plain' })],
    ['HTML', faults.html()], ['JSON', faults.ok({ up: true })], ['201', faults.status(201, 'x')],
  ] as const) {
    it(`takes ${name} for healthy`, async () => {
      server().script([health], '/api/pems/health');
      server().script([EMPTY_LIST], '/api/pems/pfa');
      const { steps, error } = await test(server().url, LOGIN);
      expect([error, steps.map(({ ok }) => ok)]).to.deep.equal([undefined, [true, true]]);
    });
  }

  it('waits 5 seconds for health, however patient our requests are otherwise', async () => {
    server().script([faults.slowHeaders()]);
    const limits = { ...TEST_LIMITS, idleTimeoutMs: 60_000, attemptTimeoutMs: 60_000, operationDeadlineMs: 60_000 };
    const session = vendorSession({ definition, baseUrl: server().url, credentials: LOGIN, limits });
    const started = performance.now();
    const error = await rejectionOf(new PemsClient(session).checkHealth('connection.health'));
    expect(error).to.include({ name: 'VendorError', kind: 'timeout' });
    expect(performance.now() - started).to.be.within(4900, 7000);
  });

  for (const body of [null, [], {}, { records: {} }, { records: [] }, { data: [], nextCursor: null }]) {
    it(`does not take ${JSON.stringify(body)} for a list of records`, async () => {
      server().script([faults.status(204, '')], '/api/pems/health');
      server().script([faults.ok(body)], '/api/pems/pfa');
      expectFailedAt('records', await test(server().url, LOGIN), 'malformed', 'does not answer like PEMS');
    });
  }

  const unusable: readonly (readonly [string, Credentials])[] = [
    ['no password', { ...LOGIN, password: ' ' }], ['a colon in the user name', { ...LOGIN, username: 'a:b' }], ['a token with a blank', { ...TOKEN, token: 'a b' }],
    ['a tenant that no header can carry', { ...LOGIN, tenant: 'Ω' }], ['no organization', { ...LOGIN, organization: '' }],
  ];
  for (const [name, credentials] of unusable) {
    it(`sends nothing with ${name}`, async () => {
      const tested = await test(server().url, credentials);
      expectFailedAt('health', tested, 'credentials', 'again');
      expect(server().attempts).to.equal(0);
    });
  }

  for (const status of [200, 400, 401, 403, 404, 409, 429, 500]) {
    it(`shows no credential when PEMS echoes it with ${status}`, async () => {
      server().script([faults.echo(status)]);
      for (const credentials of [LOGIN, TOKEN]) {
        const { steps, error, logged } = await test(server().url, credentials);
        const basic = Buffer.from('fleet:päss:word', 'utf8').toString('base64');
        for (const secret of ['päss:word', basic, 'canary7d1f0a9b3c']) {
          expect([JSON.stringify(steps), String(error), String(error?.stack), JSON.stringify(error), logged].join('\n')).not.to.contain(secret);
        }
      }
    });
  }
});

describe('PEMS definition', () => {
  const { description, baseUrl } = definition;

  it('is an assumed contract for asset management, asked evenly at most ten times a second', () => {
    expect(description).to.include({ id: 'PEMS_EAM', integrationType: 'ASSET_MANAGEMENT', contract: 'assumed', simulated: false });
    expect(definition.rate?.permits).to.equal(1);
    expect(definition.rate?.windowMs).to.be.within(100, 110);
  });

  it('asks for a login or a token, always for tenant and organization, and for the address', () => {
    const required = (credentials: Credentials): readonly string[] => [
      ...checkForm(description.credentialFields, credentials, ''), ...checkAlternatives(description.credentialAlternatives ?? [], credentials, ''),
    ].map(({ pointer }) => pointer);
    expect(required({ ...LOGIN, password: 'pass:word' })).to.deep.equal([]);
    expect(required(TOKEN)).to.deep.equal([]);
    expect(required({ username: 'a', tenant: 't', organization: 'o' })).to.deep.equal(['/password']);
    expect(required({ token: 'x' })).to.deep.equal(['/tenant', '/organization']);
    expect(description.configFields.map(({ name, type, required: needed }) => [name, type, needed])).to.deep.equal([['baseUrl', 'url', true]]);
    expect(baseUrl).to.include({ configField: 'baseUrl' });
  });

  it('drops the API\'s own path from the address and says so', () => {
    for (const url of ['https://pems.example/api/pems', 'https://pems.example/api/pems/', 'https://pems.example/api/pems/pfa', 'https://pems.example/api/pems/health/']) {
      const mended = baseUrl.mend?.(url);
      expect(mended?.url).to.equal('https://pems.example');
      expect(mended?.warning).to.contain('/api/pems');
    }
    for (const url of ['https://pems.example', 'https://pems.example/axis/', 'https://api.pems.example']) expect(baseUrl.mend?.(url)).to.deep.equal({ url });
  });
});
