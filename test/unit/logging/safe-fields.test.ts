import { expect } from 'chai';
import fc from 'fast-check';
import { Secret } from '../../../src/domain/shared/secret.js';
import { VendorError } from '../../../src/domain/shared/vendor-error.js';
import { safeFields } from '../../../src/infrastructure/logging/safe-fields.js';

const CANARY = 'canary-4711';

/** What a line of these fields would be. */
const written = (fields: Readonly<Record<string, unknown>>): string => JSON.stringify(safeFields(fields));

describe('What a log line shows', () => {
  it('plain fields as they are', () => {
    const at = new Date('2026-03-02T08:00:00.000Z');
    const fields = { tenantId: 't', kind: 'timeout', count: 3, ok: true, nothing: null, at, list: [1, 'a'], nested: { deeper: { name: 'x' } } };
    expect(safeFields(fields)).to.deep.equal(fields);
  });

  for (const name of ['level', 'message', 'timestamp']) {
    it(`a field named ${name} does not take the place of the line's own`, () => {
      expect(safeFields({ [name]: 'x' })).to.deep.equal({ [`${name}_`]: 'x' });
    });
  }

  const names = [
    'authorization', 'Authorization', 'AUTHORISATION', 'proxy-authorization', 'password', 'currentPassword', 'passwd', 'secret', 'webhookSecret', 'client_secret',
    'token', 'accessToken', 'refresh_token', 'apiKey', 'api_key', 'api-key', 'x-api-key', 'cookie', 'Set-Cookie', 'credentials', 'signature', 'X-Samsara-Signature',
  ];
  for (const name of names) {
    it(`never a value named ${name}: at the top, deep inside, in a list`, () => {
      for (const value of [CANARY, [CANARY], { any: CANARY }]) {
        expect(written({ [name]: value })).to.not.contain(CANARY);
        expect(written({ request: { headers: { [name]: value } } })).to.not.contain(CANARY);
        expect(written({ list: [{ [name]: value }] })).to.not.contain(CANARY);
      }
    });
  }

  it('never what a Secret wraps, wherever it stands', () => {
    const secret = new Secret(CANARY);
    for (const fields of [{ value: secret }, { list: [secret] }, { nested: { value: secret } }, { value: new Secret({ key: CANARY }) }]) {
      expect(written(fields)).to.contain('[secret]').and.to.not.contain(CANARY);
    }
  });

  it('never SQL or values of a database error, but what the database said', () => {
    const error = Object.assign(new Error(`insert into "app_user" ("email") values ('${CANARY}') - duplicate key value violates unique constraint "app_user_email"`), {
      code: '23505', detail: `Key (email)=(${CANARY}) already exists.`, query: `select '${CANARY}'`, bindings: [CANARY], hint: CANARY, where: CANARY,
    });
    const line = written({ error });
    expect(line).to.not.contain(CANARY).and.to.not.contain('insert into');
    expect(line).to.contain('duplicate key value').and.to.contain('23505');
  });

  for (const statement of ['select', 'INSERT', '  update', 'delete', 'with x as (', 'begin;', 'call', 'set']) {
    it(`never a statement that starts with "${statement}", also without words of the database behind it`, () => {
      expect(written({ error: new Error(`${statement} ${CANARY}`) })).to.not.contain(CANARY);
      expect(written({ error: new Error(`${statement} ${CANARY} - refused`) })).to.contain('"message":"refused"').and.to.not.contain(CANARY);
    });
  }

  it('never a statement of several lines, but what the database said about it', () => {
    const line = written({ error: new Error(`\n  select x\n  from app_user where email = '${CANARY}' - canceling statement due to statement timeout`) });
    expect(line).to.contain('canceling statement').and.to.not.contain(CANARY).and.to.not.contain('app_user');
  });

  it('never the second line of an error\'s message, nor the message again in its stack', () => {
    const line = written({ error: new Error(`first line\nvalues: ${CANARY}\n    at ${CANARY} (nowhere.js:1:1)`) });
    expect(line).to.contain('first line').and.to.not.contain(CANARY);
  });

  it('never the request, the response or the cause that hangs on an error', () => {
    const error = Object.assign(new Error('Request failed', { cause: new Error(CANARY) }), { config: { headers: { 'X-Key': CANARY } }, response: { data: CANARY } });
    expect(written({ error })).to.not.contain(CANARY);
  });

  it('of an error its name, first line, code and at most 12 frames', () => {
    const { error } = safeFields({ error: Object.assign(new TypeError('boom'), { code: 'E_BOOM' }) }) as { error: { name: string; message: string; code: string; stack: string[] } };
    expect([error.name, error.message, error.code]).to.deep.equal(['TypeError', 'boom', 'E_BOOM']);
    expect(error.stack.length).to.be.within(1, 12);
    expect(error.stack.every((frame) => frame.startsWith('at '))).to.equal(true);
  });

  it('of a vendor\'s error its sentence', () => {
    const error = new VendorError({ kind: 'timeout', vendor: 'ACME_ELD', operation: 'hos.clocks', detail: 'Acme did not answer in time.' });
    expect(written({ error })).to.contain('Acme did not answer in time.');
  });

  it('at most 2000 characters of a text, 100 of a list and 4 levels', () => {
    const { text, list, deep } = safeFields({ text: 'x'.repeat(5000), list: Array.from({ length: 500 }, () => 1), deep: { a: { b: { c: { d: { e: 1 } } } } } }) as { text: string; list: number[]; deep: unknown };
    expect([text.length, list.length]).to.deep.equal([2000, 100]);
    expect(JSON.stringify(deep)).to.contain('[deep]');
  });

  it('something of any value, without throwing, also of one that holds itself', () => {
    const circle: Record<string, unknown> = {};
    circle['self'] = circle;
    expect(written({ circle })).to.contain('[deep]');
    fc.assert(fc.property(fc.dictionary(fc.string(), fc.anything()), (fields) => typeof safeFields(fields) === 'object'));
  });

  it('never a canary under a secret name, in any object', () => {
    const canaries = fc.dictionary(fc.constantFrom('apiKey', 'password', 'Authorization', 'refresh_token'), fc.constant(CANARY));
    const nested = fc.object({ values: [fc.string()], maxDepth: 3 });
    fc.assert(fc.property(nested, canaries, (fields, secrets) => !written({ ...fields, inner: { ...secrets, more: [secrets] } }).includes(CANARY)));
  });
});
