import { expect } from 'chai';
import { certificateFinding, certificateVerdict } from '../../../../src/infrastructure/vendors/doctor/certificate-verdict.js';
import type { CertificateVerdict } from '../../../../src/infrastructure/vendors/doctor/certificate-verdict.js';

const NOW = new Date('2026-03-02T12:00:00Z');
const FROM = new Date('2026-01-01T00:00:00Z');
const TO = new Date('2026-04-01T12:00:00Z');
const BEFORE = new Date('2026-03-02T11:59:59Z');
const AFTER = new Date('2026-03-02T12:00:01Z');

describe('certificateVerdict', () => {
  const table: readonly (readonly [string, Date, Date, string | undefined, CertificateVerdict])[] = [
    ['30 days before its end it is valid for 30', FROM, TO, undefined, { kind: 'valid', daysLeft: 30 }],
    ['a second before its end for 0', FROM, AFTER, undefined, { kind: 'valid', daysLeft: 0 }],
    ['a second after its end it has expired', FROM, BEFORE, undefined, { kind: 'expired' }],
    ['expired comes before a lack of trust', FROM, BEFORE, 'DEPTH_ZERO_SELF_SIGNED_CERT', { kind: 'expired' }],
    ['an expired one above it has expired too', FROM, TO, 'CERT_HAS_EXPIRED', { kind: 'expired' }],
    ['a second before its begin it is not valid yet', AFTER, TO, undefined, { kind: 'not-yet-valid' }],
    ['nor is one above it', FROM, TO, 'CERT_NOT_YET_VALID', { kind: 'not-yet-valid' }],
    ['of another host', FROM, TO, 'ERR_TLS_CERT_ALTNAME_INVALID', { kind: 'other-host' }],
    ['signed by itself', FROM, TO, 'DEPTH_ZERO_SELF_SIGNED_CERT', { kind: 'unknown-issuer' }],
    ['signed by somebody unknown', FROM, TO, 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', { kind: 'unknown-issuer' }],
    ['refused for a reason we do not know', FROM, TO, 'SOMETHING_NEW', { kind: 'unknown-issuer' }],
  ];
  for (const [promise, validFrom, validTo, distrust, expected] of table) {
    it(promise, () => {
      expect(certificateVerdict({ validFrom, validTo, distrust }, NOW)).to.deep.equal(expected);
    });
  }
});

describe('certificateFinding', () => {
  const found = (verdict: CertificateVerdict): ReturnType<typeof certificateFinding> => certificateFinding(verdict, 'Samsara');

  it('tells the days left, and to renew it from 14 days on', () => {
    expect(found({ kind: 'valid', daysLeft: 15 })).to.deep.equal({ ok: true, detail: 'The connection is encrypted; the certificate of Samsara is valid for 15 more days.' });
    expect(found({ kind: 'valid', daysLeft: 14 })).to.have.property('detail').that.contains('renew');
    expect(found({ kind: 'valid', daysLeft: 1 })).to.have.property('detail').that.contains('1 more day.');
  });

  const advice: readonly (readonly [Exclude<CertificateVerdict['kind'], 'valid'>, RegExp])[] = [
    ['expired', /Ask Samsara to renew it/],
    ['not-yet-valid', /clock of this service/],
    ['other-host', /Check the integration's address/],
    ['unknown-issuer', /vouches.*firewall/],
  ];
  for (const [kind, words] of advice) {
    it(`${kind}: nothing is sent, and what to do`, () => {
      const finding = found({ kind });
      expect(finding).to.include({ ok: false, code: 'unavailable' });
      expect(finding.detail).to.match(words).and.to.contain('nothing is sent');
    });
  }
});
