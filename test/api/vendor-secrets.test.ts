import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { IncomingMessage } from 'node:http';
import { inspect } from 'node:util';
import { expect } from 'chai';
import type { AlertDispatch, DeliveryResult } from '../../src/application/alerts/ports/alert-channel.js';
import type { ConnectionTester } from '../../src/application/integrations/ports/connection-tester.js';
import type { VendorConnection } from '../../src/application/integrations/ports/vendor-connection.js';
import { resolve } from '../../src/infrastructure/di/token.js';
import { T } from '../../src/infrastructure/di/tokens.js';
import type { Fault } from '../../src/infrastructure/simulators/simulator-faults.js';
import { VendorConnectionTester } from '../../src/infrastructure/vendors/vendor-connection-tester.js';
import { onRealSockets } from '../support/real-sockets.js';
import { TestService } from '../support/test-service.js';
import type { Json, TestPerson } from '../support/test-service.js';
import { maskedOf, nameOf, PLANTED_VENDORS, plantedSecrets, startPlants } from './planted-vendors.js';
import type { SimulatedPlant } from './planted-vendors.js';
import { SecretFinder } from './secret-finder.js';
import { VendorTour } from './vendor-tour.js';

const ECHO: Fault = { kind: 'echo' };
const FAULTS: readonly (readonly [string, Fault | undefined])[] = [
  ['nothing wrong', undefined],
  ['401', { kind: 'unauthorized' }],
  ['500', { kind: 'server-error' }],
  ['500 that echoes the request', ECHO],
  ['401 that echoes the request', { kind: 'echo', status: 401 }],
  ['404 that echoes the request', { kind: 'echo', status: 404 }],
  ['429 that echoes the request', { kind: 'echo', status: 429 }],
  ['200 that echoes the request', { kind: 'echo', status: 200 }],
  ['500 that echoes, from the second request on', { kind: 'echo', skip: 1 }],
  ['a redirect to the URL of the request', { kind: 'redirect', location: '{url}' }],
  ['garbage', { kind: 'garbage' }],
  ['HTML', { kind: 'html' }],
  ['a reset', { kind: 'reset' }],
  ['silence', { kind: 'hang' }],
  ['half a body', { kind: 'half-body' }],
  ['429', { kind: 'rate-limited' }],
];
const SETTINGS = {
  LOG_LEVEL: 'debug', INTEGRATION_RATE_LIMIT_PER_MINUTE: '10000', CIRCUIT_FAILURE_THRESHOLD: '100', ALERT_FAILURE_THRESHOLD: '1',
  RETRY_MAX_ATTEMPTS: '2', VENDOR_ATTEMPT_TIMEOUT_MS: '800', VENDOR_OPERATION_DEADLINE_MS: '1500', DATABASE_POOL_MAX: '20',
};
/** Tables that something of what happened has to be in. */
const TOLD_IN = [
  'audit_entry', 'idempotency_record', 'incident', 'integration', 'integration_credential', 'live_failure', 'outbox_message', 'sync_run', 'tms_load', 'webhook_event',
];
const LONGEST_TEST_MS = 1_200;
const VENDORS = new Set(PLANTED_VENDORS.map(({ vendor }) => vendor)).size;
const WHOLE = { depth: 12, maxArrayLength: null, maxStringLength: null, showHidden: true } as const;

interface Toured {
  readonly plant: SimulatedPlant;
  readonly on: VendorTour;
}

describe(`Credentials of ${PLANTED_VENDORS.length} connections of ${VENDORS} vendors under ${FAULTS.length} faults`, function () {
  onRealSockets();
  this.timeout(60_000);
  const finder = new SecretFinder(plantedSecrets());
  const received = new Map<number, Set<string>>();
  const played = new Set<Fault | undefined>();
  const delivered: AlertDispatch['message'][] = [];
  let plants: readonly SimulatedPlant[];
  let service: TestService;
  let admin: TestPerson;

  /** Notes what of the credentials reaches which port. */
  function note(message: unknown): void {
    const request = typeof message === 'object' && message !== null && 'request' in message ? message.request : undefined;
    if (!(request instanceof IncomingMessage)) return;
    const { socket, url = '', headers } = request;
    const port = socket.localPort ?? 0;
    received.set(port, new Set([...(received.get(port) ?? []), ...finder.find(`${url}\n${JSON.stringify(headers)}`)]));
  }

  function deliver({ message }: AlertDispatch): Promise<DeliveryResult> {
    delivered.push(message);
    return Promise.resolve({ kind: 'delivered' });
  }

  before(async () => {
    subscribe('http.server.request.start', note);
    plants = await startPlants();
    const settings = Object.fromEntries(plants.flatMap(({ setting }) => (setting === undefined ? [] : [setting])));
    service = await TestService.start({ ...SETTINGS, ...settings }, (container) => {
      // As the real one, only that it does not wait ten seconds for silence.
      const tester = (): ConnectionTester => new VendorConnectionTester(resolve(container, T.VendorSessions), resolve(container, T.EgressGuard), LONGEST_TEST_MS);
      container.rebind(T.ConnectionTester).toConstantValue({ test: (connection: VendorConnection) => tester().test(connection) });
      container.rebind(T.AlertChannel).toConstantValue({ deliver });
    });
    admin = await service.addPerson(await service.addTenant(), 'SUPER_ADMIN');
  });
  after(async () => {
    unsubscribe('http.server.request.start', note);
    await service.stop();
    await Promise.all(plants.map(({ simulator }) => simulator.stop()));
  });

  const foundIn = (place: string, text: string): readonly string[] => finder.find(text).map((found) => `${place}: ${found}`);
  const whole = (value: unknown): string => inspect(value, WHOLE);

  function shownIn({ plant: { planted }, on: { stops } }: Toured): readonly string[] {
    return stops.flatMap(({ place, answer }) => foundIn(`${nameOf(planted)} ${place}`, [...[...answer.headers].flat(), answer.text].join('\n')));
  }

  function play(fault: Fault | undefined): void {
    for (const { simulator } of plants) {
      simulator.faults.clear();
      if (fault !== undefined) simulator.faults.set(fault);
    }
  }

  async function tour(plant: SimulatedPlant): Promise<Toured> {
    const on = new VendorTour(service, await service.addPerson(await service.addTenant(), 'ADMIN'), plant);
    await on.run();
    return { plant, on };
  }

  /** All connections at once, each in a tenant of its own; then what waits in the background is done. */
  async function toursUnder(fault: Fault | undefined): Promise<readonly Toured[]> {
    play(fault);
    const tours = await Promise.all(plants.map(tour));
    await resolve(service.running.container, T.ProcessWebhooks).execute();
    while ((await resolve(service.running.container, T.DeliverOutbox).execute()) > 0);
    played.add(fault);
    return tours;
  }

  /** That there is something to look at, also when a test runs alone. */
  async function somethingHappened(): Promise<void> {
    for (const fault of [undefined, ECHO]) if (!played.has(fault)) await toursUnder(fault);
  }

  it('the finder finds each in 9 spellings, in either case, and lets a masked one pass', () => {
    for (const { name, value } of plantedSecrets()) {
      const url = `https://api.example.com/v1?a=1&${new URLSearchParams({ key: value }).toString()}`;
      const spelled = [value, url, encodeURIComponent(url), JSON.stringify({ value }), Buffer.from(`user:${value}`).toString('base64'), Buffer.from(url).toString('base64url')];
      const others = [Buffer.from(value).toString('hex'), value.toUpperCase(), value.slice(3, 11)];
      for (const text of [...spelled, ...others]) expect(finder.find(`before ${text} after`), `${name}: ${text}`).to.not.deep.equal([]);
      expect(finder.find(`{"key":"••••${value.slice(-4)}"}`)).to.deep.equal([]);
    }
  });

  it('every vendor of the registry is here, with each of its secret fields', async () => {
    const vendors = (await service.ask('GET', '/api/v1/integrations/vendors', { as: admin })).items;
    const fields = vendors.flatMap(({ id, credential_fields }) =>
      (credential_fields as readonly Json[]).filter(({ type }) => type === 'password').map(({ name }) => `${String(id)}.${String(name)}`));
    const planted = PLANTED_VENDORS.flatMap(({ vendor, secret }) => Object.keys(secret).map((field) => `${vendor}.${field}`));
    // The simulated fleet is Samsara's adapter under another name.
    expect(fields.filter((field) => !field.startsWith('MOCK_')).sort()).to.deep.equal(planted.sort());
  });

  for (const [name, fault] of FAULTS) {
    it(`${name}: no answer, log line or alert shows one, whatever is done with ${PLANTED_VENDORS.length} connections`, async () => {
      const [line, alert] = [service.logger.lines.length, delivered.length];
      const tours = await toursUnder(fault);
      const shown = tours.flatMap(shownIn);
      const told = [...foundIn('log', whole(service.logger.lines.slice(line))), ...foundIn('alert', whole(delivered.slice(alert)))];
      expect([...shown, ...told]).to.deep.equal([]);
      // The faults were met, and nothing else went wrong.
      for (const { plant: { planted }, on } of tours) {
        expect(on.connectionWorks, nameOf(planted)).to.equal(fault === undefined);
        expect(on.shownCredentials, nameOf(planted)).to.deep.equal(maskedOf(planted));
      }
      const odd = tours.flatMap(({ on }) => on.stops).filter(({ wrong, answer: { status } }) =>
        fault === undefined ? (status >= 400) !== wrong : status === 500 || (wrong && status < 400));
      expect(odd.map(({ place, answer }) => `${place} ${answer.text}`)).to.deep.equal([]);
      expect(delivered.slice(alert).length > 0).to.equal(fault !== undefined);
    });
  }

  it('every vendor received each of its own credentials and no other’s, so that each could have been told back', async () => {
    await somethingHappened();
    for (const { planted, simulator } of plants) {
      const got = [...(received.get(Number(new URL(simulator.url).port)) ?? [])];
      const sent = Object.keys(planted.secret).filter((field) => field !== 'webhookSecret').map((field) => `${nameOf(planted)} ${field}`);
      for (const secret of sent) expect(got.some((found) => found.startsWith(secret)), secret).to.equal(true);
      expect(got.filter((found) => !sent.some((secret) => found.startsWith(secret))), nameOf(planted)).to.deep.equal([]);
    }
  });

  it('no table of the database holds one that can be read, and neither does /metrics', async () => {
    await somethingHappened();
    const tables = await service.rows("select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')");
    const filled: string[] = [];
    for (const { name } of tables) {
      const rows = await service.rows(`select row_to_json(t)::text as json, t::text as plain from ${String(name)} t`);
      if (rows.length > 0) filled.push(String(name));
      expect(foundIn(String(name), rows.map(({ json, plain }) => `${String(json)}\n${String(plain)}`).join('\n'))).to.deep.equal([]);
    }
    expect(filled).to.include.members(TOLD_IN.map((table) => `public.${table}`));
    const metrics = await service.ask('GET', '/metrics', { as: admin });
    expect([metrics.status, metrics.text.includes('EIA_FUEL'), foundIn('metrics', metrics.text)]).to.deep.equal([200, true, []]);
  });
});
