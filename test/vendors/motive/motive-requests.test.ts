import { expect } from 'chai';
import nock from 'nock';
import { driverIdChunks } from '../../../src/infrastructure/vendors/motive/motive-driver-id.js';
import { MotiveHosSource } from '../../../src/infrastructure/vendors/motive/motive-hos-source.js';
import { KEY, motiveSession } from './motive-session.js';

const HOST = 'https://api.gomotive.com';
const WITH_KEY = { reqheaders: { 'x-api-key': KEY }, badheaders: ['authorization'] };

function users(ids: readonly unknown[], pagination: Readonly<Record<string, unknown>> = {}): string {
  const rows = ids.map((id) => ({ user: { id, first_name: `N${String(id)}` } }));
  return JSON.stringify({ users: rows, pagination: { per_page: 100, page_no: 1, total: ids.length, ...pagination } });
}

/** Every interceptor here is exact: a request that differs in one parameter finds none, one that is missing leaves it over. */
describe('Requests to Motive', () => {
  const source = new MotiveHosSource(motiveSession({ baseUrl: HOST, apiKey: ` ${KEY}\n` }));

  afterEach(() => {
    expect(nock.pendingMocks()).to.deep.equal([]);
    nock.cleanAll();
  });

  it('asks for active drivers, 100 at a time, and repeats every parameter on the next page', async () => {
    const path = '/v1/users?role=driver&status=active&per_page=100&page_no=';
    nock(HOST, WITH_KEY).get(`${path}1`).reply(200, users([1], { total: 101 }));
    nock(HOST, WITH_KEY).get(`${path}2`).reply(200, users([1, 2], { total: 101, page_no: 2 }));
    const names: string[] = [];
    for await (const page of source.roster()) names.push(...page.drivers.map(({ name }) => name));
    expect(names).to.deep.equal(['N1', 'N2']);
  });

  it('asks for the available time of the fleet without naming drivers', async () => {
    nock(HOST, WITH_KEY).get('/v1/available_time?per_page=100&page_no=1').reply(200, users([]));
    for await (const page of source.clocks()) expect(page.observations).to.deep.equal([]);
  });

  it('repeats driver_ids with the brackets on every page and ignores drivers it did not ask for', async () => {
    const path = '/v1/available_time?driver_ids%5B%5D=7&driver_ids%5B%5D=8&per_page=100&page_no=';
    nock(HOST, WITH_KEY).get(`${path}1`).reply(200, users([8, 'none', 9], { total: 101 }));
    nock(HOST, WITH_KEY).get(`${path}2`).reply(200, users([7, 8], { total: 101, page_no: 2 }));
    const { observations, unreadable } = await source.clocksOf(['7', '8', '7']);
    expect(observations.map(({ externalDriverId }) => externalDriverId)).to.deep.equal(['8', '7']);
    expect(unreadable).to.equal(1);
  });

  it('asks for more than 100 drivers in several requests', async () => {
    const ids = Array.from({ length: 101 }, (_, index) => String(index + 1));
    const asked: (readonly string[])[] = [];
    nock(HOST, WITH_KEY).get('/v1/available_time').query(true).twice().reply(200, (uri) => {
      const sent = new URL(uri, HOST).searchParams.getAll('driver_ids[]');
      asked.push(sent);
      return users(sent);
    });
    expect((await source.clocksOf(ids)).observations.map(({ externalDriverId }) => externalDriverId)).to.deep.equal(ids);
    expect(asked).to.deep.equal([ids.slice(0, 100), ['101']]);
  });

  it('sends nothing for ids no Motive driver can have', async () => {
    const ids = ['', ' ', '0', '-1', '1.5', '007', 'a', '7,8', 'nobody', '٣', '9'.repeat(20)];
    expect(await source.clocksOf(ids)).to.deep.equal({ observations: [], unreadable: 0 });
  });

  it('sends nothing without a usable key', async () => {
    for (const apiKey of ['two words', '', 'ключ']) {
      const blank = new MotiveHosSource(motiveSession({ baseUrl: HOST, apiKey }));
      const failure = await blank.clocksOf(['1']).then(() => undefined, (error: unknown) => error);
      expect(failure).to.include({ name: 'VendorError', kind: 'credentials' });
      if (apiKey !== '') expect(String(failure)).not.to.contain(apiKey);
    }
  });
});

describe('Motive driver id chunks', () => {
  it('hold at most 100 ids', () => {
    const ids = Array.from({ length: 201 }, (_, index) => String(index + 1));
    const chunks = [...driverIdChunks(ids)];
    expect(chunks.map(({ length }) => length)).to.deep.equal([100, 100, 1]);
    expect(chunks.flat()).to.deep.equal(ids);
    expect([...driverIdChunks([])]).to.deep.equal([]);
    expect([...driverIdChunks(ids.slice(0, 100))]).to.have.length(1);
  });

  it('stay below 4,000 characters as they are sent, even with the longest ids', () => {
    const ids = Array.from({ length: 100 }, (_, index) => String(10n ** 18n + BigInt(index)));
    const [chunk = []] = [...driverIdChunks(ids)];
    expect(chunk).to.have.length(100);
    const query = new URLSearchParams(chunk.map((id): [string, string] => ['driver_ids[]', id]));
    expect(query.toString().length).to.be.below(4000);
  });
});
