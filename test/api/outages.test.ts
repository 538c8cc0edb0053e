import { once } from 'node:events';
import { connect } from 'node:net';
import { expect } from 'chai';
import { createDatabase, dropDatabase } from '../support/embedded-cluster.js';
import { TestService } from '../support/test-service.js';
import type { Answer, TestPerson } from '../support/test-service.js';
import { connectVendor, scriptedDriver, vendorOf } from './scripted-drivers.js';
import { TcpGate } from './tcp-gate.js';

const GATED = 'outages_of_the_database';

/** The status lines of what a raw connection was answered. */
const statusesIn = (text: string): readonly string[] => [...text.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => status ?? '');

describe('While the database is away', function () {
  this.timeout(30_000);
  let gate: TcpGate;
  let service: TestService;
  let as: TestPerson;

  before(async function () {
    this.timeout(60_000);
    const address = new URL(await createDatabase(GATED));
    gate = await TcpGate.before(address.hostname, Number(address.port));
    address.hostname = '127.0.0.1';
    address.port = String(gate.port);
    service = await TestService.start({ DATABASE_URL: address.href });
    as = await service.addPerson(await service.addTenant(), 'ADMIN');
  });
  afterEach(() => gate.reopen());
  after(async () => {
    await service.stop();
    await gate.stop();
    await dropDatabase(GATED);
  });

  const me = (): Promise<Answer> => service.ask('GET', '/auth/me', { as });

  it('requests are 503 service-unavailable with Retry-After, ready is 503, live is 200; afterwards all is well by itself', async () => {
    expect((await me()).status).to.equal(200);
    gate.shut();
    const away = await me();
    expect(away.body).to.include({ status: 503, code: 'service-unavailable' });
    expect(away.headers.get('Retry-After')).to.equal('5');
    expect((await service.ask('POST', '/auth/login', { body: { email: as.email, password: 'x' } })).status).to.equal(503);
    const ready = await service.ask('GET', '/health/ready');
    expect([ready.status, ready.body]).to.deep.equal([503, { status: 'not-ready', checks: { database: 'unreachable', migrations: 'ok' } }]);
    expect((await service.ask('GET', '/health/live')).status).to.equal(200);
    gate.reopen();
    expect((await service.ask('GET', '/health/ready')).status).to.equal(200);
    expect((await me()).status).to.equal(200);
  });

  it('5 times 20 requests whose connections are cut in the middle are 200 or 503, and the 20 after each time are 200', async () => {
    const burst = async (): Promise<readonly number[]> =>
      Promise.all(Array.from({ length: 20 }, async () => (await service.ask('GET', '/api/v1/users', { as })).status));
    for (let round = 0; round < 5; round += 1) {
      const cut = burst();
      for (let pause = 0; pause < round; pause += 1) await service.ask('GET', '/health/live');
      gate.shut();
      for (const status of await cut) expect(status, `round ${round}`).to.be.oneOf([200, 503]);
      gate.reopen();
      expect(new Set(await burst())).to.deep.equal(new Set([200]));
    }
    expect(service.logger.lines.filter(({ level }) => level === 'error')).to.deep.equal([]);
  });
});

describe('Stopping', function () {
  this.timeout(30_000);

  it('finishes the request in flight, answers ready with 503 meanwhile, and takes no new connection', async () => {
    const service = await TestService.start();
    const as = await service.addPerson(await service.addTenant(), 'DISPATCHER');
    vendorOf(service).fleet.script([scriptedDriver('D1')]);
    const id = await connectVendor(service, as);
    const link = { driver_id: 'D1', name: 'Ann', integration_id: id, external_driver_id: 'D1' };
    await service.ask('POST', '/api/v1/drivers', { as, body: link });
    vendorOf(service).faults.next({ kind: 'slow', delayMs: 700 });
    const calls = (): number => vendorOf(service).stats()['/fleet/hos/clocks'] ?? 0;

    const port = Number(new URL(service.url).port);
    const socket = connect(port, '127.0.0.1');
    let text = '';
    socket.setEncoding('utf8').on('data', (part: string) => (text += part));
    socket.write(`GET /api/v1/drivers/D1/hos HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ${as.token}\r\n\r\n`);
    while (calls() === 0) await new Promise((done) => setTimeout(done, 5));
    const stopped = service.stop();
    socket.write('GET /health/ready HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n');
    const refused = connect(port, '127.0.0.1');
    const [error] = (await once(refused, 'error')) as [NodeJS.ErrnoException];
    expect(error.code).to.equal('ECONNREFUSED');
    await once(socket, 'close');
    await stopped;
    expect(statusesIn(text)).to.deep.equal(['200', '503']);
    expect(text).to.include('"drive_hours":5').and.include('"process":"stopping"');
  });

  it('stops within 3 seconds when nothing is in flight, although a client keeps its connection open', async () => {
    const service = await TestService.start();
    const socket = connect(Number(new URL(service.url).port), '127.0.0.1');
    socket.write('GET /health/live HTTP/1.1\r\nHost: a\r\n\r\n');
    await once(socket, 'data');
    const startedAt = performance.now();
    await service.stop();
    expect(performance.now() - startedAt).to.be.lessThan(3000);
    socket.destroy();
  });
});
