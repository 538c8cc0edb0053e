import { expect } from 'chai';
import { DEMO_PASSWORD } from '../../src/infrastructure/demo/demo-tenant.js';
import { onRealSockets } from '../support/real-sockets.js';
import { TestService } from '../support/test-service.js';
import type { Answer, Json } from '../support/test-service.js';

const KEY = { apiKey: 'any-key-will-do-onecall' };
const LOGIN = { username: 'ann', password: 'any password' };

/** Vendors the demo leaves to be connected: type, credentials, and what then answers over REST. */
const TO_CONNECT: Readonly<Record<string, { readonly type: string; readonly credentials: Json; readonly config?: Json; readonly reads?: string }>> = {
  SAMSARA_ELD: { type: 'HOS_ELD', credentials: KEY, reads: '/drivers/hos' },
  KEEPTRUCKIN_ELD: { type: 'HOS_ELD', credentials: KEY, reads: '/drivers/hos' },
  MCLEOD_TMS: { type: 'TMS', credentials: { ...LOGIN, company: 'TMS' }, reads: '/loads' },
  FUELFINDER_FUEL: { type: 'FUEL_PRICE', credentials: KEY, reads: '/fuel-stations?latitude=32.66&longitude=-96.77' },
  GASBUDDY_FUEL: { type: 'FUEL_PRICE', credentials: KEY, reads: '/fuel-stations?latitude=32.66&longitude=-96.77' },
  EIA_FUEL: { type: 'FUEL_PRICE', credentials: KEY, reads: '/fuel-stations?latitude=32.66&longitude=-96.77' },
  PEMS_EAM: { type: 'ASSET_MANAGEMENT', credentials: { ...LOGIN, tenant: 'T', organization: 'ORG' } },
};
const PER_CUSTOMER = ['MCLEOD_TMS', 'GASBUDDY_FUEL', 'PEMS_EAM'];
const TRIP = [{ latitude: 41.88, longitude: -87.63 }, { latitude: 39.77, longitude: -86.16 }];

describe('The demo', function () {
  onRealSockets();
  this.timeout(30_000);
  let service: TestService;
  let token: string;

  before(async () => {
    service = await TestService.start({ DEMO: 'true', INTEGRATION_RATE_LIMIT_PER_MINUTE: '10000' });
    token = await logIn(service);
  });
  after(() => service.stop());

  async function logIn(at: TestService): Promise<string> {
    const { body } = await at.ask('POST', '/auth/login', { body: { email: 'super@demo.example', password: DEMO_PASSWORD } });
    return String(body['access_token']);
  }
  const ask = (method: string, path: string, body?: Json, headers: Record<string, string> = {}): Promise<Answer> =>
    service.ask(method, `/api/v1${path}`, { ...(body !== undefined && { body }), headers: { Authorization: `Bearer ${token}`, ...headers } });
  const addressOf = (vendor: string): string | undefined => service.running.simulators?.addresses.find((one) => one.vendor === vendor)?.url;

  it('has simulators of 11 vendors, each with a page that tells what it serves and how to make it fail', async () => {
    const addresses = service.running.simulators?.addresses ?? [];
    expect(addresses).to.have.length(11);
    for (const { vendor, url } of addresses) {
      const page = await (await fetch(new URL('/', url))).text();
      expect(page, vendor).to.match(/seed 1\b/).and.contain('/_faults').and.contain('GET /');
    }
  });

  it('briefs a route from all 3 sources', async () => {
    const { status, body, text } = await ask('POST', '/route-briefings', { driver_id: service.running.demoDriver, waypoints: TRIP });
    expect(status, text).to.equal(200);
    expect(body['sources']).to.deep.equal({ hos: 'ok', fuel: 'ok', weather: 'ok' });
    expect(body['fuel_stops']).to.have.nested.property('[0].stations').with.length.above(0);
    expect(body['weather']).to.have.length(2);
    expect(body['feasible']).to.be.oneOf(['yes', 'no', 'unknown']);
  });

  it('has loads', async () => {
    expect((await ask('GET', '/loads')).items.length).to.be.above(0);
  });

  for (const [vendor, { type, credentials, reads }] of Object.entries(TO_CONNECT)) {
    it(`${vendor} can be connected, tested${reads === undefined ? '' : ' and read'} by a new tenant`, async () => {
      const { body: tenant } = await ask('POST', '/tenants', { name: vendor });
      const there = { 'X-Tenant-Id': String(tenant['id']) };
      const config = PER_CUSTOMER.includes(vendor) ? { baseUrl: addressOf(vendor) } : {};
      const made = await ask('POST', '/integrations', { integration_type: type, vendor, display_name: vendor, credentials, config }, there);
      expect(made.status, made.text).to.equal(201);
      const id = String(made.body['id']);
      const tested = await ask('POST', `/integrations/${id}/test`, undefined, there);
      expect(tested.body, tested.text).to.include({ success: true, code: 'ok' });
      const synced = await ask('POST', `/integrations/${id}/sync`, undefined, there);
      expect(synced.body, synced.text).to.include(type === 'HOS_ELD' || type === 'TMS' ? { status: 'success' } : { code: 'sync-not-supported' });
      if (reads === undefined) return;
      const read = await ask('GET', reads, undefined, there);
      expect([read.status, read.items.length > 0], read.text.slice(0, 300)).to.deep.equal([200, true]);
    });
  }

  it('connects again at the next start what is missing of it', async () => {
    const { items } = await ask('GET', '/integrations');
    expect(items.map(({ vendor }) => vendor)).to.deep.equal(['MOCK_SAMSARA', 'TRUCKBASE_TMS', 'HERE_FUEL', 'OPENWEATHER']);
    await ask('DELETE', `/integrations/${String(items[2]?.['id'])}`);
    const next = await TestService.beside(service, { DEMO: 'true' });
    try {
      const { items: again } = await ask('GET', '/integrations');
      expect(again.map(({ vendor }) => vendor)).to.deep.equal(['MOCK_SAMSARA', 'TRUCKBASE_TMS', 'OPENWEATHER', 'HERE_FUEL']);
    } finally {
      await next.stop();
    }
  });
});
