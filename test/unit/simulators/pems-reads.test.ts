import { expect } from 'chai';
import { HEADERS, SimulatedPems, type Body } from './pems-caller.js';

const LIST = '/api/pems/pfa';

const recordsIn = ({ records }: Body): Body[] => records as Body[];
const idsIn = (body: Body): unknown[] => recordsIn(body).map(({ pfaId }) => pfaId);

/** Every page, by cursor, with a guard. */
function allPages(pems: SimulatedPems, query: string, between: () => void = () => undefined): Body[][] {
  const pages: Body[][] = [];
  for (let cursor: string | null = ''; cursor !== null && pages.length < 1000; between()) {
    const { body } = pems.get(`${LIST}?${query}&cursor=${cursor}`);
    pages.push(recordsIn(body));
    cursor = typeof body['nextCursor'] === 'string' ? body['nextCursor'] : null;
  }
  return pages;
}

describe('Simulated PEMS, who may ask', () => {
  const pems = new SimulatedPems();
  const login = (text: string): string => `Basic ${Buffer.from(text).toString('base64')}`;
  const statusOf = (method: string, url: string, headers: Readonly<Record<string, string>>): number => pems.ask(method, url, '{}', headers).status;

  it('takes a login or a token', () => {
    for (const authorization of [login('user:password'), login('user:pass:word'), 'Bearer t', 'bearer t']) {
      expect(statusOf('GET', '/api/pems/health', { ...HEADERS, authorization })).to.equal(200);
    }
  });

  it('answers 401 without usable or with revoked credentials, on every route', () => {
    const refused = ['', 'Bearer ', 'Bearer revoked-1', login('revoked:x'), login('user:revoked'), login('user:'), login('user'), 'Basic', 'Digest x'];
    for (const authorization of refused) {
      for (const [method, url] of [['GET', '/api/pems/health'], ['GET', LIST], ['GET', `${LIST}/PFA-10001`], ['PUT', `${LIST}/PFA-10001`]] as const) {
        expect(statusOf(method, url, { ...HEADERS, authorization }), authorization).to.equal(401);
      }
    }
    const { authorization: _, ...without } = HEADERS;
    expect(pems.ask('GET', LIST, '', without)).to.deep.equal({ status: 401, body: { success: false, error: 'UNAUTHORIZED', message: 'The credentials are not valid.' } });
  });

  it('answers 400 without tenant or organization', () => {
    for (const missing of ['tenant', 'organization']) {
      for (const headers of [{ ...HEADERS, [missing]: ' ' }, Object.fromEntries(Object.entries(HEADERS).filter(([name]) => name !== missing))]) {
        const { status, body } = pems.ask('GET', '/api/pems/health', '', headers);
        expect([status, body['message']]).to.deep.equal([400, `The header ${missing} is missing.`]);
      }
    }
  });

  it('answers 403 everywhere to the barred, and on writes to readers', () => {
    for (const authorization of ['Bearer barred', login('barred:x')]) expect(statusOf('GET', '/api/pems/health', { ...HEADERS, authorization })).to.equal(403);
    expect(statusOf('GET', LIST, { ...HEADERS, authorization: 'Bearer reader' })).to.equal(200);
    expect(statusOf('PUT', `${LIST}/PFA-10001`, { ...HEADERS, authorization: 'Bearer reader' })).to.equal(403);
  });

  it('answers 404 for other paths and 405 for other methods', () => {
    for (const url of ['/api/pems', '/api/pems/pfa/', '/pfa', '/api/pems/pfa/1/2']) expect(statusOf('GET', url, HEADERS), url).to.equal(404);
    for (const [method, url] of [['POST', LIST], ['PUT', LIST], ['PUT', '/api/pems/health'], ['DELETE', `${LIST}/PFA-10001`]] as const) {
      expect(statusOf(method, url, HEADERS)).to.equal(405);
    }
  });
});

describe('Simulated PEMS, records', () => {
  it('has 120 records for each organization, the same for one seed', () => {
    const idsAndData = (pems: SimulatedPems): unknown => allPages(pems, 'limit=500');
    expect(allPages(new SimulatedPems(), 'limit=500')[0]).to.have.length(120);
    expect(idsAndData(new SimulatedPems())).to.deep.equal(idsAndData(new SimulatedPems()));
    expect(idsAndData(new SimulatedPems({ seed: 2 }))).not.to.deep.equal(idsAndData(new SimulatedPems()));
  });

  it('says a record with all its fields, null where there is nothing', () => {
    const record = new SimulatedPems().record('PFA-10001');
    expect(Object.keys(record)).to.have.members(['pfaId', 'version', 'updatedAt', 'modifiedBy', 'lastIdempotencyKey', 'data']);
    expect(Object.keys(record['data'] as Body)).to.have.members([
      'category', 'class', 'source', 'dor', 'areaSilo', 'manufacturer', 'model', 'description', 'monthlyRate', 'purchasePrice', 'forecastStart', 'forecastEnd',
      'originalStart', 'originalEnd', 'actualStart', 'actualEnd', 'isActualized', 'isDiscontinued', 'isFundsTransferable', 'hasPlan', 'hasActuals',
    ]);
    expect((record['data'] as Body)['actualEnd']).to.equal(null);
    expect(record['lastIdempotencyKey']).to.equal(null);
  });

  it('has records that keep the rules: rentals have a rate, purchases a price, ends come after starts', () => {
    for (const record of recordsIn(new SimulatedPems().get(`${LIST}?limit=500`).body)) {
      const data = record['data'] as Record<string, string | number | null>;
      expect(typeof data[data['source'] === 'Rental' ? 'monthlyRate' : 'purchasePrice']).to.equal('number');
      for (const [start, end] of [['forecastStart', 'forecastEnd'], ['originalStart', 'originalEnd']] as const) {
        expect(String(data[start])).to.match(/^\d{4}-\d{2}-\d{2}$/);
        expect(String(data[start]) <= String(data[end])).to.equal(true);
      }
    }
  });

  it('keeps organizations and tenants apart', () => {
    const pems = new SimulatedPems();
    pems.put('PFA-10001', { version: pems.version('PFA-10001'), changes: { category: 'Changed' } });
    for (const other of [{ tenant: 'OTHER' }, { organization: 'ORG2' }]) {
      const { body } = pems.ask('GET', `${LIST}/PFA-10001`, '', { ...HEADERS, ...other });
      expect((body['data'] as Body)['category']).not.to.equal('Changed');
    }
    expect((pems.record('PFA-10001')['data'] as Body)['category']).to.equal('Changed');
  });

  it('answers 404 for a record it has not, and finds ids that need encoding', () => {
    const pems = new SimulatedPems();
    expect(pems.get(`${LIST}/nobody`)).to.deep.equal({ status: 404, body: { success: false, error: 'NOT_FOUND', message: 'There is no such record.' } });
    expect(pems.get(`${LIST}/%E0%A4%A`).status).to.equal(400);
    expect(pems.put('A/B ü?', { version: 0, changes: {} }).status).to.equal(200);
    expect(pems.record('A/B ü?')['pfaId']).to.equal('A/B ü?');
  });

  it('sends dates as timestamps when told so, and times stay what they are', () => {
    const pems = new SimulatedPems();
    const before = pems.record('PFA-10001');
    pems.control.sendDatesAs('timestamp');
    const after = pems.record('PFA-10001');
    const start = (record: Body): unknown => (record['data'] as Body)['forecastStart'];
    expect(start(after)).to.equal(`${String(start(before))}T00:00:00.000Z`);
    expect([after['updatedAt'], (after['data'] as Body)['actualEnd']]).to.deep.equal([before['updatedAt'], null]);
  });
});

describe('Simulated PEMS, pages', () => {
  it('gives every record once over its pages, in the order of change, and null as the last cursor', () => {
    const pages = allPages(new SimulatedPems(), 'limit=50');
    expect(pages.map(({ length }) => length)).to.deep.equal([50, 50, 20]);
    expect(new SimulatedPems().get(`${LIST}?limit=500`).body['nextCursor']).to.equal(null);
    const all = pages.flat();
    expect(new Set(all.map(({ pfaId }) => pfaId)).size).to.equal(120);
    const times = all.map(({ updatedAt }) => String(updatedAt));
    expect(times).to.deep.equal([...times].sort());
  });

  it('ends with null also when the last page is full, and when there is nothing', () => {
    expect(allPages(new SimulatedPems(), 'limit=120').map(({ length }) => length)).to.deep.equal([120]);
    expect(new SimulatedPems({ records: 0 }).get(LIST).body).to.deep.equal({ records: [], nextCursor: null });
  });

  it('has 100 on a page unless asked otherwise, up to 500', () => {
    const pems = new SimulatedPems({ records: 600 });
    expect(recordsIn(pems.get(LIST).body)).to.have.length(100);
    expect(recordsIn(pems.get(`${LIST}?limit=500`).body)).to.have.length(500);
  });

  for (const query of ['limit=0', 'limit=501', 'limit=-1', 'limit=x', 'limit=', 'cursor=nonsense', 'cursor=MTox%00', 'updatedSince=yesterday', 'updatedSince=2026-01-01', 'updatedSince=', 'updatedSince=2026-13-01T00:00:00Z']) {
    it(`answers 400 to ${query}`, () => {
      expect(new SimulatedPems().get(`${LIST}?${query}`)).to.deep.include({ status: 400 });
    });
  }

  it('gives what changed since a time, that moment included, in any zone', () => {
    const pems = new SimulatedPems();
    pems.put('PFA-10007', { version: pems.version('PFA-10007'), changes: { category: 'A' } });
    pems.now = new Date(pems.now.getTime() + 1000);
    pems.put('PFA-10003', { version: pems.version('PFA-10003'), changes: { category: 'B' } });
    const since = (time: string): unknown[] => idsIn(pems.get(`${LIST}?updatedSince=${encodeURIComponent(time)}`).body);
    expect(since('2026-02-03T04:05:06.789Z')).to.deep.equal(['PFA-10007', 'PFA-10003']);
    expect(since('2026-02-02T22:05:06.790-06:00')).to.deep.equal(['PFA-10003']);
    expect(since('2026-02-03T04:05:08Z')).to.deep.equal([]);
  });

  it('loses no record that changes while pages are read; it comes again', () => {
    const pems = new SimulatedPems();
    const onFirstPage = idsIn(pems.get(`${LIST}?limit=3`).body).map(String);
    const pages = allPages(pems, 'limit=20', () => {
      pems.now = new Date(pems.now.getTime() + 1000);
      const id = onFirstPage.pop();
      if (id !== undefined) pems.put(id, { version: pems.version(id), changes: { category: 'Moved' } });
    });
    const ids = pages.flat().map(({ pfaId }) => pfaId);
    expect(new Set(ids).size).to.equal(120);
    expect(ids).to.have.length(123);
  });
});
