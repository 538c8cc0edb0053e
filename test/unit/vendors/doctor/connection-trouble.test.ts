import { expect } from 'chai';
import { connectionTrouble, troubleOf } from '../../../../src/infrastructure/vendors/doctor/connection-trouble.js';
import { EgressRefusedError } from '../../../../src/infrastructure/vendors/http/egress-guard.js';

const GOING_ON = new AbortController().signal;
const OVER = AbortSignal.abort();

describe('connectionTrouble', () => {
  const table: readonly (readonly [string, string, RegExp])[] = [
    ['ENOTFOUND', 'unavailable', /typing mistake/],
    ['EAI_AGAIN', 'unavailable', /DNS/],
    ['ESERVFAIL', 'unavailable', /DNS/],
    ['ECONNREFUSED', 'unavailable', /port.*firewall/],
    ['ENETUNREACH', 'unavailable', /no way.*firewall/],
    ['EHOSTUNREACH', 'unavailable', /no way/],
    ['EACCES', 'unavailable', /firewall/],
    ['ETIMEDOUT', 'timeout', /in time.*firewall/],
    ['ECONNRESET', 'unavailable', /cut off/],
    ['EPROTO', 'unavailable', /https:\/\/ or http:\/\//],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'unavailable', /https:\/\/ or http:\/\//],
    ['HPE_INVALID_CONSTANT', 'unavailable', /web service/],
    ['SOMETHING_NEW', 'unavailable', /could not be reached/],
    ['', 'unavailable', /could not be reached/],
  ];
  for (const [code, kind, words] of table) {
    it(`${code === '' ? 'no code' : code} is ${kind} and says what to do`, () => {
      const trouble = connectionTrouble(code, 'Samsara');
      expect(trouble).to.include({ ok: false, code: kind });
      expect(trouble.detail).to.match(words).and.to.match(/Check|Try|ask/);
    });
  }
});

describe('troubleOf', () => {
  it('a step that is stopped because the time is over took too long, whatever broke', () => {
    expect(troubleOf(Object.assign(new Error('x'), { code: 'ECONNRESET' }), 'Samsara', OVER).code).to.equal('timeout');
  });

  it('an address the guard refuses is rejected with its reason', () => {
    const trouble = troubleOf(new EgressRefusedError('it leads back to this machine'), 'Samsara', GOING_ON);
    expect(trouble.code).to.equal('rejected');
    expect(trouble.detail).to.contain('because it leads back to this machine');
  });

  it('nothing of an error but its code is looked at', () => {
    const canary = 'canary-4f9c1b7e20';
    for (const error of [new Error(canary), canary, Object.assign(new Error(canary), { code: 7 }), undefined]) {
      expect(troubleOf(error, 'Samsara', GOING_ON).detail).to.contain('could not be reached').and.not.contain(canary);
    }
  });
});
