import { expect } from 'chai';
import nock from 'nock';
import { TruckbaseLoadSource } from '../../../src/infrastructure/vendors/truckbase/truckbase-load-source.js';
import { allPages } from '../../contracts/all-pages.js';
import { expectVendorError } from '../../contracts/vendor-error.js';
import { RecordingLogger } from '../../support/recording-logger.js';
import { KEY, SECRET, truckbaseSession } from './truckbase-session.js';

const HOST = 'https://api.truckbase.io';
const HEADERS = { reqheaders: { 'x-api-key': KEY, 'x-api-secret': SECRET, accept: 'application/json' } };

/** Every interceptor here is exact: a request that differs in one parameter finds none, one that is missing leaves it over. */
describe('Requests to Truckbase', () => {
  const source = new TruckbaseLoadSource(truckbaseSession(`${HOST}/v1`, { credentials: { apiKey: ` ${KEY}\n`, apiSecret: `${SECRET} ` } }));

  afterEach(() => {
    expect(nock.pendingMocks()).to.deep.equal([]);
    nock.cleanAll();
  });

  it('asks once for active loads, with key and secret', async () => {
    nock(HOST, HEADERS).get('/v1/loads').query({ status: 'active' }).reply(200, [{ id: '1' }, { id: '1', status: 'assigned' }, {}]);
    const pages = await allPages(source.activeLoads());
    expect(pages.map(({ loads, unreadable }) => [loads.map(({ status }) => status), unreadable])).to.deep.equal([[['ASSIGNED'], 1]]);
  });

  it('asks for one load, its id encoded', async () => {
    nock(HOST, HEADERS).get('/v1/loads/A%2F7%3F%20b').reply(200, { id: 'A/7? b' });
    expect((await source.load('A/7? b'))?.externalLoadId).to.equal('A/7? b');
  });

  it('knows no load where Truckbase answers 404, whatever the body', async () => {
    nock(HOST, HEADERS).get('/v1/loads/77').reply(404, '<html>not here</html>');
    expect(await source.load('77')).to.equal(undefined);
  });

  it('looks at the status before the body', async () => {
    nock(HOST, HEADERS).get('/v1/loads').query(true).reply(500, { loads: [{ id: '1' }] });
    await expectVendorError('unavailable', () => allPages(source.activeLoads()));
    nock(HOST, HEADERS).get('/v1/loads/1').reply(403, { id: '1' });
    await expectVendorError('credentials', () => source.load('1'));
  });

  it('asks nothing for drivers', async () => {
    expect(await source.drivers()).to.deep.equal([]);
  });

  for (const credentials of [{ apiKey: 'two words', apiSecret: SECRET }, { apiKey: KEY, apiSecret: '' }, { apiKey: KEY }]) {
    it(`sends nothing with the credentials ${Object.values(credentials).map((value) => (value === 'two words' ? value : value.length)).join(', ')}`, async () => {
      const blank = new TruckbaseLoadSource(truckbaseSession(`${HOST}/v1`, { credentials }));
      const error = await expectVendorError('credentials', () => blank.load('1'));
      expect(error.message).not.to.contain('two words');
    });
  }

  it('shows key and secret to nobody else', async () => {
    const logger = new RecordingLogger();
    const logged = new TruckbaseLoadSource(truckbaseSession(`${HOST}/v1`, { logger }));
    nock(HOST).get('/v1/loads').query(true).reply(401, { error: `Wrong: ${KEY} ${SECRET}`, requestId: SECRET });
    const error = await expectVendorError('credentials', () => allPages(logged.activeLoads()));
    expect(logger.lines).not.to.deep.equal([]);
    for (const secret of [KEY, SECRET]) expect(JSON.stringify([logger.lines, error, error.message, error.stack])).not.to.contain(secret);
  });
});
