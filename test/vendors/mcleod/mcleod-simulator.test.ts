import { expect } from 'chai';
import type { McleodRecord } from '../../../src/infrastructure/simulators/mcleod/mcleod-freight.js';
import { startMcleodSimulator, type McleodSimulator } from '../../../src/infrastructure/simulators/mcleod/mcleod-simulator.js';
import { McleodLoadSource } from '../../../src/infrastructure/vendors/mcleod/mcleod-load-source.js';
import { loadsOf } from '../../contracts/fleet-data/load-source-scenarios.js';
import { allPages } from '../../contracts/all-pages.js';
import { onRealSockets } from '../../support/real-sockets.js';
import { mcleodSession } from './mcleod-session.js';

const NOW = new Date('2026-03-04T15:00:00Z');
const BASIC = `Basic ${Buffer.from('u:p').toString('base64')}`;
const HEADERS = { authorization: BASIC, 'x-com.mcleodsoftware.companyid': 'TMS', accept: 'application/json' };

interface Heard {
  readonly status: number;
  readonly type: string | null;
  readonly text: string;
}

/** What the simulator promises beyond what the adapter asks of it. */
describe('McLeod simulator over HTTP', () => {
  onRealSockets();
  let simulator: McleodSimulator;

  before(async () => {
    simulator = await startMcleodSimulator({ clock: () => NOW });
  });

  afterEach(() => simulator.control.restore());
  after(() => simulator.stop());

  async function ask(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Heard> {
    const sent = Object.entries({ ...HEADERS, ...headers }).filter(([, value]) => value !== '-');
    const response = await fetch(simulator.url + path, { headers: Object.fromEntries(sent), method });
    return { status: response.status, type: response.headers.get('content-type'), text: await response.text() };
  }

  async function idsAt(path: string): Promise<readonly string[]> {
    return (JSON.parse((await ask(path)).text) as { id: string }[]).map(({ id }) => id);
  }

  function numbered(count: number): readonly McleodRecord[] {
    return Array.from({ length: count }, (_, index) => String(1000 + index)).map((id) => ({ columns: { id, status: 'P' }, row: { id } }));
  }

  it('refuses whoever has no login, half a one, or a revoked one', async () => {
    const revoked = Buffer.from('revoked-1:p').toString('base64');
    for (const authorization of ['-', 'Basic', 'Basic dTo=', 'Basic OnA=', `Basic ${revoked}`, 'Bearer revoked', 'Digest x']) {
      const { status, text } = await ask('/ws/orders/search', { authorization });
      expect([status, text], authorization).to.deep.equal([401, 'Authentication failed.']);
    }
    for (const authorization of [BASIC, 'Bearer t', 'Token t']) expect((await ask('/ws/orders/search', { authorization })).status).to.equal(200);
  });

  it('refuses a request without a company, in plain text', async () => {
    const { status, type, text } = await ask('/ws/orders/search', { 'x-com.mcleodsoftware.companyid': '-' });
    expect([status, type]).to.deep.equal([400, 'text/plain']);
    expect(text).to.contain('X-com.mcleodsoftware.CompanyID');
  });

  it('answers in XML whoever does not ask for JSON', async () => {
    for (const accept of ['*/*', 'application/xml', 'text/html']) {
      const { status, type, text } = await ask('/ws/orders/search', { accept });
      expect([status, type]).to.deep.equal([200, 'application/xml']);
      expect(text.startsWith('<?xml')).to.equal(true);
    }
  });

  it('cuts a search off at 100 rows and says nothing, unless asked for more', async () => {
    simulator.control.script({ orders: numbered(250) });
    expect(await idsAt('/ws/orders/search')).to.have.length(100);
    expect(await idsAt('/ws/orders/search?recordLength=200')).to.have.length(200);
    expect(await idsAt('/ws/orders/search?recordLength=200&recordOffset=200')).to.have.length(50);
    expect(await idsAt('/ws/orders/search?recordOffset=250&recordLength=0')).to.deep.equal([]);
  });

  it('sorts by id, descending where nobody says how', async () => {
    simulator.control.script({ orders: numbered(3), drivers: numbered(2) });
    for (const [query, ids] of [['', ['1002', '1001', '1000']], ['?orderBy=orders.id', ['1002', '1001', '1000']], ['?orderBy=id+DESC', ['1002', '1001', '1000']],
      ['?orderBy=orders.id+ASC', ['1000', '1001', '1002']]] as const) {
      expect(await idsAt(`/ws/orders/search${query}`), query).to.deep.equal(ids);
    }
    expect(await idsAt('/ws/drivers/search')).to.deep.equal(['1000', '1001']);
  });

  it('filters by column, with and without prefix, with a star', async () => {
    for (const [query, codes] of [['orders.status=P', ['P']], ['status=A', ['A']], ['orders.status=*', ['A', 'P', 'D', 'V']]] as const) {
      const rows = JSON.parse((await ask(`/ws/orders/search?recordLength=500&${query}`)).text) as { status: string }[];
      expect(new Set(rows.map(({ status }) => status)), query).to.deep.equal(new Set(codes));
    }
    const [id = ''] = await idsAt('/ws/orders/search?recordLength=1');
    expect(await idsAt(`/ws/orders/search?orders.id=${id.slice(0, 5)}*`)).to.include(id);
    expect(await idsAt('/ws/drivers/search?driver.is_active=N')).to.have.length.greaterThan(0);
  });

  it('answers what cannot be with 400, 404 and 405', async () => {
    for (const query of ['recordLength=x', 'recordLength=-1', 'recordOffset=1.5', 'orderBy=weight', 'orderBy=orders.id+UP', 'orders.colour=red', 'changedAfterDate=t-1']) {
      expect((await ask(`/ws/orders/search?${query}`)).status, query).to.equal(400);
    }
    for (const path of ['/ws', '/ws/orders', '/orders/search', '/ws/orders/nothing', '/ws/orders/%E0%A4%A', '/ws/movements/1']) expect((await ask(path)).status, path).to.equal(404);
    expect((await ask('/ws/orders/search', {}, 'POST')).status).to.equal(405);
  });

  it('lacks the rights that a login is named after', async () => {
    for (const [who, orders, drivers] of [['no-orders', 403, 200], ['no-drivers', 200, 403]] as const) {
      const authorization = `Bearer ${who}`;
      expect([(await ask('/ws/orders/search', { authorization })).status, (await ask('/ws/drivers/search', { authorization })).status]).to.deep.equal([orders, drivers]);
    }
  });

  it('has loads that the adapter reads without loss, and drivers of whom it keeps three values', async () => {
    const source = new McleodLoadSource(mcleodSession(simulator.url));
    const found = loadsOf(await allPages(source.activeLoads()));
    expect(found).to.have.length.greaterThan(8);
    for (const load of found) {
      expect(load.status).to.match(/^(ASSIGNED|IN_TRANSIT)$/);
      expect(load.totalMiles).to.be.greaterThan(50);
      for (const place of [load.pickup, load.delivery]) expect(Object.values(place ?? {}).every((part) => part !== undefined)).to.equal(true);
      expect([load.pickupAppointment, load.deliveryAppointment].every((time) => time !== undefined && 'at' in time)).to.equal(true);
    }
    const drivers = await source.drivers();
    expect(drivers).to.have.length(60);
    expect(new Set(drivers.map(({ isActive }) => isActive))).to.deep.equal(new Set([true, false]));
    expect(JSON.stringify(drivers)).not.to.match(/000-00|never-store/);
    const known = new Set(drivers.map(({ externalDriverId }) => externalDriverId));
    const named = found.map(({ assignedExternalDriverId }) => assignedExternalDriverId).filter((id) => id !== undefined);
    expect(named).to.have.length.within(5, found.length - 1);
    expect(named.every((id) => known.has(id))).to.equal(true);
  });

  it('finds each order by id, those that are over too', async () => {
    const source = new McleodLoadSource(mcleodSession(simulator.url));
    const ids = await idsAt('/ws/orders/search?recordLength=500');
    expect(ids).to.have.length(40);
    const statuses = await Promise.all(ids.map(async (id) => (await source.load(id))?.status));
    expect(new Set(statuses)).to.deep.equal(new Set(['ASSIGNED', 'IN_TRANSIT', 'DELIVERED', 'CANCELLED']));
  });

  it('names type and name of every row', async () => {
    const rowsOf = async (path: string): Promise<readonly unknown[]> => JSON.parse((await ask(path)).text) as unknown[];
    expect((await rowsOf('/ws/orders/search?recordLength=1'))[0]).to.include({ __type: 'orders', __name: 'orders' });
    expect((await rowsOf('/ws/drivers/search?recordLength=1'))[0]).to.include({ __type: 'driver', __name: 'driver' });
  });

  it('says at / what it serves', async () => {
    const { text } = await ask('/');
    for (const word of ['seed 1', 'X-com.mcleodsoftware.CompanyID', '/ws/orders/search', '/_faults']) expect(text).to.contain(word);
  });
});
