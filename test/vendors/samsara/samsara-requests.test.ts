import { expect } from 'chai';
import nock from 'nock';
import { SamsaraHosSource } from '../../../src/infrastructure/vendors/samsara/samsara-hos-source.js';
import { driverIdChunks } from '../../../src/infrastructure/vendors/samsara/samsara-driver-id-chunks.js';
import { samsaraSession } from './samsara-session.js';

const HOST = 'https://api.samsara.com';
const BEARER = { reqheaders: { authorization: 'Bearer samsara_api_test' } };
const LAST = { data: [], pagination: { endCursor: '', hasNextPage: false } };

/** Every interceptor here is exact: a request that differs in one parameter finds none, one that is missing leaves it over. */
describe('Requests to Samsara', () => {
  const source = new SamsaraHosSource(samsaraSession({ baseUrl: HOST, apiKey: ' samsara_api_test\n' }));

  afterEach(() => {
    expect(nock.pendingMocks()).to.deep.equal([]);
    nock.cleanAll();
  });

  it('asks for active drivers, 512 at a time, and repeats every parameter with the cursor', async () => {
    const query = { driverActivationStatus: 'active', limit: '512' };
    nock(HOST, BEARER).get('/fleet/drivers').query(query)
      .reply(200, { data: [{ id: '1', name: 'One' }], pagination: { endCursor: 'MjkY', hasNextPage: true } });
    nock(HOST, BEARER).get('/fleet/drivers').query({ ...query, after: 'MjkY' })
      .reply(200, { data: [{ id: '2', name: 'Two' }], pagination: { endCursor: 'MzkY', hasNextPage: false } });
    const names: string[] = [];
    for await (const page of source.roster()) names.push(...page.drivers.map(({ name }) => name));
    expect(names).to.deep.equal(['One', 'Two']);
  });

  it('asks for the clocks of the fleet without naming drivers', async () => {
    nock(HOST, BEARER).get('/fleet/hos/clocks').query({ limit: '512' }).reply(200, LAST);
    for await (const page of source.clocks()) expect(page.observations).to.deep.equal([]);
  });

  it('repeats driverIds on every page and ignores drivers it did not ask for', async () => {
    const query = { driverIds: '7,8', limit: '512' };
    nock(HOST, BEARER).get('/fleet/hos/clocks').query(query)
      .reply(200, { data: [{ driver: { id: 8 } }, {}, { driver: { id: '9' } }], pagination: { endCursor: '', hasNextPage: true } });
    nock(HOST, BEARER).get('/fleet/hos/clocks').query({ ...query, after: '' })
      .reply(200, { data: [{ driver: { id: '7' } }, { driver: { id: '8' } }], pagination: { endCursor: '', hasNextPage: false } });
    const { observations, unreadable } = await source.clocksOf(['7', '8', '7']);
    expect(observations.map(({ externalDriverId }) => externalDriverId)).to.deep.equal(['8', '7']);
    expect(unreadable).to.equal(1);
  });

  it('sends nothing for ids no Samsara driver can have', async () => {
    expect(await source.clocksOf(['', ' ', 'a,b', 'bad\ud800', 'nul\u0000'])).to.deep.equal({ observations: [], unreadable: 0 });
  });

  it('sends nothing without a usable token', async () => {
    const blank = new SamsaraHosSource(samsaraSession({ baseUrl: HOST, apiKey: 'two words' }));
    const failure = await blank.clocksOf(['1']).then(() => undefined, (error: unknown) => error);
    expect(failure).to.include({ name: 'VendorError', kind: 'credentials' });
    expect(String(failure)).not.to.contain('two words');
  });
});

describe('driverIdChunks', () => {
  it('joins at most 512 ids', () => {
    const ids = Array.from({ length: 1025 }, (_, index) => String(index));
    const chunks = [...driverIdChunks(ids)].map((chunk) => chunk.split(','));
    expect(chunks.map(({ length }) => length)).to.deep.equal([512, 512, 1]);
    expect(chunks.flat()).to.deep.equal(ids);
  });

  it('joins at most 6,000 characters, counted as they are sent', () => {
    const ids = Array.from({ length: 400 }, (_, index) => `é${String(index).padStart(40, '0')}`);
    const chunks = [...driverIdChunks(ids)];
    expect(chunks).to.have.length.greaterThan(1);
    for (const chunk of chunks) expect(encodeURIComponent(chunk).length).to.be.at.most(6000);
    expect(chunks.flatMap((chunk) => chunk.split(','))).to.deep.equal(ids);
  });
});
