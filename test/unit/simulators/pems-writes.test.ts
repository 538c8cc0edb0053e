import { expect } from 'chai';
import { HEADERS, SimulatedPems, type Body } from './pems-caller.js';

const ID = 'PFA-10005';
const NEW = 'PFA-NEW-1';
const dataOf = (pems: SimulatedPems, pfaId = ID): Body => pems.record(pfaId)['data'] as Body;

describe('Simulated PEMS, updates', () => {
  let pems: SimulatedPems;

  beforeEach(() => {
    pems = new SimulatedPems();
  });

  it('changes the named fields only, with a new version, time and author', () => {
    const [before, version] = [dataOf(pems), pems.version(ID)];
    const changes = { forecastStart: '2026-03-01', forecastEnd: '2026-04-30', monthlyRate: 0, dor: 'PROJECT', isFundsTransferable: true, model: 'M1', description: null };
    const { status, body } = pems.put(ID, { version, changes, changeReason: 'Later' });
    expect([status, body]).to.deep.equal([200, {
      success: true, pfaId: ID, newVersion: version + 1, updatedAt: '2026-02-03T04:05:06.789Z', message: 'PFA record updated successfully',
    }]);
    expect(pems.record(ID)).to.deep.equal({
      pfaId: ID, version: version + 1, updatedAt: '2026-02-03T04:05:06.789Z', modifiedBy: 'user-1', lastIdempotencyKey: null, data: { ...before, ...changes },
    });
  });

  it('takes midnight (UTC) for the date it begins', () => {
    pems.put(ID, { version: pems.version(ID), changes: { forecastStart: '2026-03-01T00:00:00.000Z', forecastEnd: '2026-03-02T00:00:00+00:00' } });
    expect(dataOf(pems)).to.include({ forecastStart: '2026-03-01', forecastEnd: '2026-03-02' });
  });

  const wrong: readonly (readonly [string, Readonly<Record<string, unknown>>])[] = [
    ['isActualized', { changes: { isActualized: true } }],
    ['hasPlan', { changes: { hasPlan: false } }],
    ['hasActuals', { changes: { hasActuals: true } }],
    ['originalStart', { changes: { originalStart: '2026-01-01' } }],
    ['originalEnd', { changes: { originalEnd: '2026-01-01' } }],
    ['a field it has not', { changes: { colour: 'red' } }],
    ['a field of Object', { changes: { constructor: 'x' } }],
    ['a date that is none', { changes: { forecastStart: '2026-02-30' } }],
    ['a time of day', { changes: { forecastStart: '2026-02-03T10:00:00Z' } }],
    ['a number as text', { changes: { monthlyRate: '1500' } }],
    ['another source', { changes: { source: 'Gift' } }],
    ['another dor', { changes: { dor: 'beo' } }],
    ['a flag as text', { changes: { isDiscontinued: 'true' } }],
    ['a flag that is null', { changes: { isDiscontinued: null } }],
    ['no changes', { changes: {} }],
    ['changes that are none', { changes: [] }],
    ['no changes at all', {}],
    ['another id than the path', { changes: { model: 'x' }, pfaId: 'PFA-1' }],
    ['another organization than the header', { changes: { model: 'x' }, organizationCode: 'ORG2' }],
    ['no version', { changes: { model: 'x' }, version: undefined }],
    ['half a version', { changes: { model: 'x' }, version: 1.5 }],
    ['a negative version', { changes: { model: 'x' }, version: -1 }],
    ['a version as text', { changes: { model: 'x' }, version: '1' }],
    ['no author', { changes: { model: 'x' }, modifiedBy: '' }],
    ['a reason that is no text', { changes: { model: 'x' }, changeReason: 7 }],
  ];
  for (const [name, more] of wrong) {
    it(`answers 400 to ${name}, and changes nothing`, () => {
      const before = pems.record(ID);
      const { status, body } = pems.put(ID, { version: pems.version(ID), ...more });
      expect([status, body['success'], body['error']]).to.deep.equal([400, false, 'BAD_REQUEST']);
      expect(pems.record(ID)).to.deep.equal(before);
    });
  }

  it('answers 400 to a body that is no JSON object', () => {
    for (const body of ['', 'x', '[]', 'null', '"x"']) expect(pems.ask('PUT', `/api/pems/pfa/${ID}`, body).status).to.equal(400);
  });

  it('discontinues, and does not revive', () => {
    const { pfaId } = pems.control.book('ACME', 'ORG1').list().find(({ data }) => data['isDiscontinued'] === false) ?? {};
    const id = String(pfaId);
    const set = (isDiscontinued: boolean): number => pems.put(id, { version: pems.version(id), changes: { isDiscontinued } }).status;
    expect([set(true), set(false), set(true)]).to.deep.equal([200, 400, 200]);
    expect(dataOf(pems, id)['isDiscontinued']).to.equal(true);
  });
});

describe('Simulated PEMS, versions', () => {
  let pems: SimulatedPems;
  let version: number;

  beforeEach(() => {
    pems = new SimulatedPems();
    version = pems.version(ID);
  });

  it('answers 409 to an older version, with the fields both sides changed', () => {
    pems.put(ID, { version, changes: { model: 'A', monthlyRate: 1 } });
    pems.put(ID, { version: version + 1, changes: { category: 'B' } });
    const { status, body } = pems.put(ID, { version, changes: { forecastEnd: '2026-05-05', category: 'C', model: 'D' } });
    expect([status, body]).to.deep.equal([409, {
      success: false, error: 'VERSION_CONFLICT', message: 'Record has been modified by another user',
      currentVersion: version + 2, expectedVersion: version, conflictingFields: ['category', 'model'],
    }]);
    expect(dataOf(pems)).to.include({ model: 'A', category: 'B' });
  });

  it('names only what was changed after the version sent', () => {
    pems.put(ID, { version, changes: { model: 'A' } });
    pems.put(ID, { version: version + 1, changes: { category: 'B' } });
    const { body } = pems.put(ID, { version: version + 1, changes: { model: 'C', category: 'C' } });
    expect(body['conflictingFields']).to.deep.equal(['category']);
  });

  it('answers 409 without fields when the changes do not meet, and to a version that is still to come', () => {
    pems.put(ID, { version, changes: { model: 'A' } });
    expect(pems.put(ID, { version, changes: { category: 'B' } }).body).to.deep.include({ currentVersion: version + 1, conflictingFields: [] });
    expect(pems.put(ID, { version: version + 7, changes: { model: 'B' } }).body).to.deep.include({ expectedVersion: version + 7, conflictingFields: [] });
  });

  it('answers 404 to an update of a record it has not', () => {
    expect(pems.put(NEW, { version: 1, changes: { model: 'x' } }).status).to.equal(404);
  });

  it('creates with version 0, once', () => {
    const changes = { category: 'Cranes', source: 'Rental', monthlyRate: 5, originalStart: '2026-01-01', originalEnd: '2026-02-01', forecastStart: '2026-01-02' };
    const { status, body } = pems.put(NEW, { version: 0, changes });
    expect([status, body['newVersion'], body['message']]).to.deep.equal([200, 1, 'PFA record created successfully']);
    expect(dataOf(pems, NEW)).to.deep.include({ ...changes, hasPlan: true, hasActuals: false, isActualized: false, isDiscontinued: false, model: null });
    const again = pems.put(NEW, { version: 0, changes: { category: 'Trucks' } });
    expect([again.status, again.body]).to.deep.equal([409, {
      success: false, error: 'VERSION_CONFLICT', message: 'Record has been modified by another user', currentVersion: 1, expectedVersion: 0, conflictingFields: ['category'],
    }]);
    expect(pems.put(NEW, { version: 1, changes: { originalStart: '2026-01-05' } }).status).to.equal(400);
    expect(pems.put('PFA-NEW-2', { version: 0, changes: { isActualized: true } }).status).to.equal(400);
  });
});

describe('Simulated PEMS, Idempotency-Key', () => {
  let pems: SimulatedPems;
  let version: number;
  const key = (value: string): Readonly<Record<string, string>> => ({ 'idempotency-key': value });

  beforeEach(() => {
    pems = new SimulatedPems();
    version = pems.version(ID);
  });

  it('is kept with the record, and gone with the next write that has none', () => {
    pems.put(ID, { version, changes: { model: 'A' } }, key('k1'));
    expect(pems.record(ID)['lastIdempotencyKey']).to.equal('k1');
    pems.put(ID, { version: version + 1, changes: { model: 'B' } });
    expect(pems.record(ID)['lastIdempotencyKey']).to.equal(null);
  });

  it('repeats the first answer and changes nothing, also after later writes', () => {
    const first = pems.put(ID, { version, changes: { model: 'A' } }, key('k1'));
    pems.now = new Date(pems.now.getTime() + 60_000);
    pems.put(ID, { version: version + 1, changes: { model: 'B' } }, key('k2'));
    const record = pems.record(ID);
    expect(pems.put(ID, { version, changes: { model: 'A' } }, key('k1'))).to.deep.equal(first);
    expect(pems.put(ID, { version: 99, changes: { model: 'another body' } }, key('k1'))).to.deep.equal(first);
    expect(pems.record(ID)).to.deep.equal(record);
  });

  it('repeats a conflict too, and a creation', () => {
    pems.put(ID, { version, changes: { model: 'A' } });
    const conflict = pems.put(ID, { version, changes: { model: 'B' } }, key('k1'));
    expect(conflict.status).to.equal(409);
    pems.put(ID, { version: version + 1, changes: { model: 'C' } });
    expect(pems.put(ID, { version, changes: { model: 'B' } }, key('k1'))).to.deep.equal(conflict);
    const created = pems.put(NEW, { version: 0, changes: {} }, key('k2'));
    expect([created.status, pems.put(NEW, { version: 0, changes: {} }, key('k2'))]).to.deep.equal([200, created]);
  });

  it('means nothing for another record, another organization, or one who may not ask', () => {
    pems.put(ID, { version, changes: { model: 'A' } }, key('k1'));
    const other = 'PFA-10006';
    expect(pems.put(other, { version: pems.version(other), changes: { model: 'A' } }, key('k1')).body['pfaId']).to.equal(other);
    expect(pems.put(ID, { version, organizationCode: 'ORG2', changes: { model: 'A' } }, { ...key('k1'), organization: 'ORG2' }).body['newVersion']).to.equal(version + 1);
    expect(pems.put(ID, { version, changes: { model: 'A' } }, { ...key('k1'), authorization: 'Bearer revoked' }).status).to.equal(401);
  });

  it('is ignored by a PEMS that does not know it', () => {
    pems.control.ignoreKeys(true);
    pems.put(ID, { version, changes: { model: 'A' } }, key('k1'));
    expect(pems.record(ID)['lastIdempotencyKey']).to.equal(null);
    expect(pems.put(ID, { version, changes: { model: 'A' } }, key('k1')).status).to.equal(409);
    expect(pems.put(NEW, { version: 0, changes: {} }, key('k2')).status).to.equal(200);
    expect(pems.put(NEW, { version: 0, changes: {} }, key('k2')).status).to.equal(409);
  });

  it('is forgotten when the records are replaced', () => {
    pems.put(ID, { version, changes: { model: 'A' } }, key('k1'));
    pems.control.script('ACME', 'ORG1', []);
    expect(pems.put(ID, { version, changes: { model: 'A' } }, key('k1')).status).to.equal(404);
    expect(pems.get('/api/pems/pfa').body).to.deep.equal({ records: [], nextCursor: null });
    expect(pems.ask('GET', `/api/pems/pfa/${ID}`, '', { ...HEADERS, organization: 'ORG2' }).status).to.equal(200);
  });
});
