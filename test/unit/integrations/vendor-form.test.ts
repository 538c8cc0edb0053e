import { expect } from 'chai';
import fc from 'fast-check';
import { checkAlternatives, checkForm } from '../../../src/domain/integrations/vendor-form.js';
import type { VendorField } from '../../../src/domain/integrations/vendor-description.js';
import { someField } from '../../support/doubles/integrations/vendors.js';

const KEY = someField('apiKey', { label: 'API key' });
const NAME = someField('account', { label: 'Account', type: 'text', required: false });
const PASSWORD = someField('password', { label: 'Password', chosenByPerson: true });
const COUNT = someField('depth', { label: 'Depth', type: 'number', required: false });
const URL_FIELD = someField('baseUrl', { label: 'Address', type: 'url', required: false });
const REGION = someField('region', { label: 'Region', type: 'text', required: false, options: ['us', 'eu'] });

const SWITCH = someField('alerts', { label: 'Alerts', type: 'text', required: false, options: ['true', 'false'] });

describe('A vendor\'s form', () => {
  const codes = (field: VendorField, value: unknown): string[] => checkForm([field], { [field.name]: value }, '/credentials').map(({ code }) => code);

  const table: readonly [VendorField, unknown, string | undefined][] = [
    [KEY, 'abc-123_~!', undefined],
    [KEY, undefined, 'required'],
    [KEY, null, 'required'],
    [KEY, '', 'required'],
    [KEY, '   ', 'required'],
    [KEY, 7, 'type'],
    [KEY, {}, 'type'],
    [KEY, ['a'], 'type'],
    [KEY, true, 'type'],
    [KEY, 'a b', 'not-visible-ascii'],
    [KEY, 'ключ', 'not-visible-ascii'],
    [KEY, 'abc\n', 'control-character'],
    [KEY, 'a\0b', 'control-character'],
    [KEY, 'a\u007fb', 'control-character'],
    [KEY, 'x'.repeat(2000), undefined],
    [KEY, 'x'.repeat(2001), 'too-long'],
    [PASSWORD, 'Flotte 2026! ü', undefined],
    [PASSWORD, '   ', 'required'],
    [PASSWORD, 'two\nlines', 'control-character'],
    [PASSWORD, '••••', 'masked'],
    [PASSWORD, '••••6789', 'masked'],
    [NAME, undefined, undefined],
    [NAME, null, undefined],
    [NAME, '', undefined],
    [NAME, '  ', 'required'],
    [NAME, 'Ñandú & Sons 株式会社', undefined],
    [NAME, 'two\nlines', 'control-character'],
    [NAME, 'half \ud83d', 'control-character'],
    [COUNT, 0, undefined],
    [COUNT, -2.5, undefined],
    [COUNT, '7', 'type'],
    [COUNT, Number.NaN, 'type'],
    [COUNT, Number.POSITIVE_INFINITY, 'type'],
    [REGION, 'eu', undefined],
    [REGION, 'EU', 'not-an-option'],
    [REGION, 'mars', 'not-an-option'],
    [REGION, true, 'type'],
    [SWITCH, true, undefined],
    [SWITCH, false, undefined],
    [SWITCH, 'true', undefined],
    [SWITCH, 'yes', 'not-an-option'],
    [SWITCH, 1, 'type'],
    [URL_FIELD, 'https://eld.acme.example/api', undefined],
    [URL_FIELD, 'http://10.0.0.7:8080', undefined],
    [URL_FIELD, 'eld.acme.example', 'not-a-url'],
    [URL_FIELD, 'ftp://acme.example', 'not-a-url'],
    [URL_FIELD, 'javascript:alert(1)', 'not-a-url'],
    [URL_FIELD, 'https://', 'not-a-url'],
    [URL_FIELD, 'https://acme.example/a b', 'not-a-url'],
  ];
  for (const [field, value, code] of table) {
    const shown = typeof value === 'string' ? JSON.stringify(value).slice(0, 30) : String(value);
    it(`${field.type} ${field.required ? 'required' : 'optional'}: ${shown} is ${code ?? 'good'}`, () => {
      expect(codes(field, value)).to.deep.equal(code === undefined ? [] : [code]);
    });
  }

  it('names every problem at once, by pointer', () => {
    const violations = checkForm([KEY, COUNT, REGION], { depth: 'x', region: 'mars', other: 1 }, '/config');
    expect(violations.map(({ pointer, code }) => [pointer, code])).to.deep.equal([
      ['/config/other', 'unknown-field'], ['/config/apiKey', 'required'], ['/config/depth', 'type'], ['/config/region', 'not-an-option'],
    ]);
  });

  it('says in words what to do', () => {
    expect(checkForm([KEY, REGION], { region: 'mars' }, '').map(({ detail }) => detail)).to.deep.equal(['API key is required.', 'Region must be one of us, eu.']);
  });

  it('unknown names are cut at 50 characters and escaped for the pointer', () => {
    const [long, odd] = checkForm([], { ['n'.repeat(80)]: 1, 'a/b~c': 1 }, '/credentials');
    expect(long?.pointer).to.equal(`/credentials/${'n'.repeat(50)}`);
    expect(odd?.pointer).to.equal('/credentials/a~1b~0c');
  });

  for (const name of ['__proto__', 'constructor', 'toString']) {
    it(`${name} is a field like any other: unknown`, () => {
      const values = JSON.parse(`{"apiKey":"k","${name}":"x"}`) as Record<string, unknown>;
      expect(checkForm([KEY], values, '').map(({ code }) => code)).to.deep.equal(['unknown-field']);
    });
  }

  it('never echoes a value', () => {
    const canaries = fc.constantFrom('canary value', 'canary\n', `canary${'x'.repeat(2000)}`, 'canäry-canary', 'canary');
    fc.assert(
      fc.property(canaries, fc.constantFrom(KEY, COUNT, REGION, URL_FIELD), (value, field) => {
        const violations = checkForm([field, someField('missing')], { [field.name]: value }, '/credentials');
        return violations.length > 0 && !JSON.stringify(violations).includes('canary');
      }),
    );
  });

  it('takes any value without throwing', () => {
    const fields = [KEY, NAME, COUNT, REGION, URL_FIELD];
    fc.assert(fc.property(fc.dictionary(fc.constantFrom(...fields.map(({ name }) => name), 'other'), fc.anything()), (values) => Array.isArray(checkForm(fields, values, ''))));
  });

  it('what passes as a password is visible ASCII of 1 to 2000 characters', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (value) => codes(KEY, value).length > 0 || /^[\x21-\x7e]{1,2000}$/.test(value)));
  });
});

describe('Alternatives of a vendor\'s form', () => {
  const GROUPS = [['username', 'password'], ['apiToken']];
  const table: readonly [string, Record<string, unknown>, readonly string[]][] = [
    ['the first group', { username: 'u', password: 'p' }, []],
    ['the second group', { apiToken: 't' }, []],
    ['both', { username: 'u', password: 'p', apiToken: 't' }, []],
    ['a half of one', { username: 'u' }, ['required /credentials/password']],
    ['a half of one beside a whole one', { password: 'p', apiToken: 't' }, ['required /credentials/username']],
    ['none', {}, ['one-of /credentials/username', 'one-of /credentials/password', 'one-of /credentials/apiToken']],
    ['blanks', { username: '', password: null, apiToken: undefined }, ['one-of /credentials/username', 'one-of /credentials/password', 'one-of /credentials/apiToken']],
  ];
  for (const [given, values, expected] of table) {
    it(`${given}: ${expected.length} violations`, () => {
      const violations = checkAlternatives(GROUPS, values, '/credentials');
      expect(violations.map(({ code, pointer }) => `${code} ${pointer}`)).to.deep.equal(expected);
    });
  }

  it('a vendor without alternatives asks for nothing more', () => {
    expect(checkAlternatives([], {}, '/credentials')).to.deep.equal([]);
  });

  it('says what to give, and no value', () => {
    const [first] = checkAlternatives(GROUPS, {}, '');
    expect(first?.detail).to.equal('Give username and password, or apiToken.');
    expect(JSON.stringify(checkAlternatives(GROUPS, { username: 'canary' }, ''))).not.to.contain('canary');
  });
});
