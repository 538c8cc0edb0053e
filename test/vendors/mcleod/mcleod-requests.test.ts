import { expect } from 'chai';
import nock from 'nock';
import { McleodLoadSource } from '../../../src/infrastructure/vendors/mcleod/mcleod-load-source.js';
import { loadsOf } from '../../contracts/fleet-data/load-source-scenarios.js';
import { allPages } from '../../contracts/all-pages.js';
import { expectVendorError } from '../../contracts/vendor-error.js';
import { RecordingLogger } from '../../support/recording-logger.js';
import { BASIC, LOGIN, mcleodSession } from './mcleod-session.js';

const HOST = 'https://carrier.loadtracking.example:5690';
const HEADERS = { reqheaders: { authorization: BASIC, 'x-com.mcleodsoftware.companyid': 'TMS', accept: 'application/json' } };
const CANARY = '000-98-7654';

/** Every interceptor here is exact: a request that differs in one parameter finds none, one that is missing leaves it over. */
describe('Requests to McLeod', () => {
  const source = new McleodLoadSource(mcleodSession(HOST));

  afterEach(() => {
    expect(nock.pendingMocks()).to.deep.equal([]);
    nock.cleanAll();
  });

  function search(path: string, query: Record<string, string>): nock.Interceptor {
    return nock(HOST, HEADERS).get(path).query({ recordLength: '100', recordOffset: '0', ...query });
  }

  it('asks for available orders, then for those in progress, by id, and keeps each once', async () => {
    const orderBy = 'orders.id ASC';
    search('/ws/orders/search', { 'orders.status': 'A', orderBy }).reply(200, [{ id: '1', status: 'A' }]);
    search('/ws/orders/search', { 'orders.status': 'A', orderBy, recordOffset: '1' }).reply(200, []);
    search('/ws/orders/search', { 'orders.status': 'P', orderBy }).reply(200, [{ id: '1', status: 'P' }, { id: '2', status: 'P' }]);
    search('/ws/orders/search', { 'orders.status': 'P', orderBy, recordOffset: '2' }).reply(200, []);
    const found = loadsOf(await allPages(source.activeLoads()));
    expect(found.map(({ externalLoadId, status }) => [externalLoadId, status])).to.deep.equal([['1', 'ASSIGNED'], ['2', 'IN_TRANSIT']]);
  });

  it('writes the sort as the server documents it, a plus for the blank', async () => {
    const urls: string[] = [];
    nock(HOST).get('/ws/drivers/search').query(true).reply(200, (uri) => {
      urls.push(uri);
      return [];
    });
    await source.drivers();
    expect(urls).to.deep.equal(['/ws/drivers/search?orderBy=driver.id+ASC&recordLength=100&recordOffset=0']);
  });

  it('names a driver as the first row does, whatever a later page says', async () => {
    const orderBy = 'driver.id ASC';
    search('/ws/drivers/search', { orderBy }).reply(200, [{ id: '7', name: 'First', is_active: 'Y' }, { id: '8', name: 'Other' }]);
    search('/ws/drivers/search', { orderBy, recordOffset: '2' }).reply(200, [{ id: '7', name: 'Second', is_active: 'N' }]);
    expect((await source.drivers()).map(({ name, isActive }) => [name, isActive])).to.deep.equal([['First', true], ['Other', false]]);
  });

  it('asks for one order, its id encoded', async () => {
    nock(HOST, HEADERS).get('/ws/orders/0012%2F3').reply(200, { id: '0012/3', status: 'D' });
    expect((await source.load('0012/3'))?.status).to.equal('DELIVERED');
  });

  it('takes one order in a list of one, but not one of several', async () => {
    nock(HOST, HEADERS).get('/ws/orders/123').reply(200, [{ id: '123', status: 'D' }]);
    expect((await source.load('123'))?.status).to.equal('DELIVERED');
    for (const rows of [[{ id: '124' }], [{ id: '123' }, { id: '124' }], []]) {
      nock(HOST, HEADERS).get('/ws/orders/123').reply(200, rows);
      await expectVendorError('malformed', () => source.load('123'));
    }
  });

  it('knows no order where the server answers 404 in plain text', async () => {
    nock(HOST, HEADERS).get('/ws/orders/77').reply(404, 'Order 77 does not exist');
    expect(await source.load('77')).to.equal(undefined);
  });

  it('does not take the words of the server for ids', async () => {
    for (const id of ['search', 'new', 'CREATE', 'update']) expect(await source.load(id)).to.equal(undefined);
  });

  for (const [name, credentials, authorization] of [
    ['a token', { apiToken: ' tok-1234\n', company: 'TMS' }, 'Bearer tok-1234'],
    ['the token where both are given', { ...LOGIN, apiToken: 'tok-1234' }, 'Bearer tok-1234'],
    ['a name outside ASCII as UTF-8', { username: 'josé', password: 'pw', company: 'TMS' }, `Basic ${Buffer.from('josé:pw', 'utf8').toString('base64')}`],
    ['a password as it was entered, blanks and all', { username: ' api-reader ', password: ' Flotte 2026! ü ', company: 'TMS' }, `Basic ${Buffer.from('api-reader: Flotte 2026! ü ', 'utf8').toString('base64')}`],
  ] as const) {
    it(`logs in with ${name}`, async () => {
      nock(HOST, { reqheaders: { authorization } }).get('/ws/orders/1').reply(200, { id: '1' });
      expect((await new McleodLoadSource(mcleodSession(HOST, { credentials })).load('1'))?.externalLoadId).to.equal('1');
    });
  }

  for (const [name, credentials] of [
    ['no login', { company: 'TMS' }], ['half a login', { username: 'u', company: 'TMS' }], ['a colon in the user name', { username: 'u:v', password: 'p', company: 'TMS' }],
    ['a blank in the token', { apiToken: 'to ken', company: 'TMS' }], ['no company', { username: 'u', password: 'p' }], ['a company outside ASCII', { username: 'u', password: 'p', company: 'ÑÑ' }],
  ] as const) {
    it(`sends nothing with ${name}`, async () => {
      const blank = new McleodLoadSource(mcleodSession(HOST, { credentials }));
      const error = await expectVendorError('credentials', () => blank.load('1'));
      expect(error.message).to.match(/^No usable McLeod/);
    });
  }

  it('takes XML for no answer', async () => {
    nock(HOST, HEADERS).get('/ws/orders/1').reply(200, '<?xml version="1.0"?><orders id="1"/>', { 'content-type': 'application/xml' });
    await expectVendorError('malformed', () => source.load('1'));
  });

  it('keeps personal data of drivers out of results, logs and errors', async () => {
    const logger = new RecordingLogger();
    const logged = new McleodLoadSource(mcleodSession(HOST, { logger }));
    const row = { __type: 'driver', id: 'HERMA', name: 'Maria Hernandez', is_active: 'Y', social_security_no: CANARY, birth_date: CANARY, name_of_spouse: CANARY };
    search('/ws/drivers/search', { orderBy: 'driver.id ASC' }).reply(200, [row, { ...row, id: null }]);
    search('/ws/drivers/search', { orderBy: 'driver.id ASC', recordOffset: '2' }).reply(200, []);
    const found = await logged.drivers();
    expect(found).to.deep.equal([{ externalDriverId: 'HERMA', name: 'Maria Hernandez', isActive: true }]);
    for (const reply of [() => search('/ws/drivers/search', { orderBy: 'driver.id ASC' }).reply(500, JSON.stringify([row])),
      () => search('/ws/drivers/search', { orderBy: 'driver.id ASC' }).reply(200, { drivers: [row], requestId: CANARY })]) {
      reply();
      const error = await logged.drivers().then(() => expect.fail('a failure was expected'), (reason: unknown) => reason as Error);
      expect(JSON.stringify([error, error.message, error.stack])).not.to.contain(CANARY);
    }
    expect(logger.lines).not.to.deep.equal([]);
    expect(JSON.stringify(logger.lines)).not.to.contain(CANARY);
  });

  it('shows the login to nobody else', async () => {
    const logger = new RecordingLogger();
    nock(HOST).get('/ws/orders/1').reply(401, { error: `Wrong: ${BASIC} ${LOGIN.password}`, requestId: LOGIN.password });
    const error = await expectVendorError('credentials', () => new McleodLoadSource(mcleodSession(HOST, { logger })).load('1'));
    expect(error.message).to.contain('user name or password');
    for (const secret of [BASIC.slice(6), LOGIN.password, LOGIN.username]) {
      expect(JSON.stringify([logger.lines, error, error.message, error.stack])).not.to.contain(secret);
    }
  });
});
