import { expect } from 'chai';
import { SimulatedPems, type Body } from './pems-caller.js';

const LIST = '/api/pems/pfa?limit=500';
const EVERY_MS = 60_000;
const START = new Date('2026-02-03T04:05:06.789Z').getTime();

const changedSince = (pems: SimulatedPems): Body[] => (pems.get(`${LIST}&updatedSince=2026-02-03T00:00:00Z`).body['records'] as Body[]);

function after(minutes: number, pems: SimulatedPems): SimulatedPems {
  pems.now = new Date(START + minutes * 60_000);
  return pems;
}

/** A PEMS that was asked at its start, which is when its people begin to work. */
function begun(options: { seed?: number; everyMs?: number; records?: number } = {}): SimulatedPems {
  const { seed = 1, everyMs = EVERY_MS, records = 120 } = options;
  const pems = new SimulatedPems({ seed, records, otherEditsEveryMs: everyMs });
  pems.get(LIST);
  return pems;
}

describe('Simulated PEMS, other people', () => {
  it('leave everything alone unless asked for', () => {
    const pems = new SimulatedPems();
    const before = pems.get(LIST);
    expect(after(100_000, pems).get(LIST)).to.deep.equal(before);
  });

  it('edit one record at a time, at their own times, with a new version', () => {
    const pems = begun();
    const before = new Map((pems.get(LIST).body['records'] as Body[]).map((record) => [record['pfaId'], record]));
    const edited = changedSince(after(3, pems));
    expect(edited.map(({ updatedAt }) => updatedAt)).to.deep.equal(['2026-02-03T04:06:00.000Z', '2026-02-03T04:07:00.000Z', '2026-02-03T04:08:00.000Z']);
    for (const record of edited) {
      const old = before.get(record['pfaId']);
      expect(record['version']).to.equal(Number(old?.['version']) + 1);
      expect(record['data']).not.to.deep.equal(old?.['data']);
      expect(record['modifiedBy']).to.match(/^pems\.user-[1-5]$/);
    }
  });

  it('do the same in every run of one seed, however often PEMS is asked', () => {
    const often = begun();
    for (let minute = 1; minute <= 120; minute += 1) after(minute, often).get(LIST);
    expect(after(120, begun()).get(LIST)).to.deep.equal(often.get(LIST));
    expect(after(120, begun({ seed: 2 })).get(LIST)).not.to.deep.equal(often.get(LIST));
  });

  it('make conflicts: their fields are named', () => {
    const pems = begun({ records: 1 });
    const version = pems.version('PFA-10001');
    after(60, pems);
    const { status, body } = pems.put('PFA-10001', { version, changes: { dor: 'BEO', description: 'ours', category: 'ours' } });
    expect([status, body['conflictingFields']]).to.deep.equal([409, ['dor', 'description']]);
  });

  it('catch up on at most 500 edits after a long sleep, and never on an empty book', () => {
    const pems = begun({ records: 1, everyMs: 1000 });
    const version = pems.version('PFA-10001');
    expect(after(60 * 24 * 365, pems).version('PFA-10001')).to.equal(version + 500);
    expect(after(10, begun({ records: 0 })).get(LIST).body['records']).to.deep.equal([]);
  });
});

describe('Simulated PEMS, reached past its API', () => {
  it('lets a test edit as somebody else, and take a record away', () => {
    const pems = new SimulatedPems();
    const book = pems.control.book('ACME', 'ORG1');
    const version = pems.version('PFA-10002');
    book.edit('PFA-10002', { model: 'theirs' }, pems.now, 'pems.user-9');
    expect(pems.record('PFA-10002')).to.deep.include({ version: version + 1, modifiedBy: 'pems.user-9', lastIdempotencyKey: null });
    expect(pems.put('PFA-10002', { version, changes: { model: 'ours' } }).body['conflictingFields']).to.deep.equal(['model']);
    book.remove('PFA-10002');
    expect(pems.get('/api/pems/pfa/PFA-10002').status).to.equal(404);
    expect(() => book.edit('PFA-10002', {}, pems.now)).to.throw(RangeError);
  });
});
