import type { Finding } from './finding.js';

/** A server's certificate, as the handshake showed it. */
export interface SeenCertificate {
  readonly validFrom: Date;
  readonly validTo: Date;
  /** Node's or OpenSSL's code of why it is not trusted; undefined when it is. */
  readonly distrust: string | undefined;
}

export type CertificateVerdict =
  | { readonly kind: 'valid'; readonly daysLeft: number }
  | { readonly kind: 'expired' | 'not-yet-valid' | 'other-host' | 'unknown-issuer' };

const DAY_MS = 24 * 60 * 60 * 1000;
const SOON_DAYS = 14;

/** The dates come first: whoever issued it, an expired certificate has to be renewed. */
export function certificateVerdict({ validFrom, validTo, distrust }: SeenCertificate, now: Date): CertificateVerdict {
  if (now > validTo || distrust === 'CERT_HAS_EXPIRED') return { kind: 'expired' };
  if (now < validFrom || distrust === 'CERT_NOT_YET_VALID') return { kind: 'not-yet-valid' };
  if (distrust === 'ERR_TLS_CERT_ALTNAME_INVALID') return { kind: 'other-host' };
  if (distrust !== undefined) return { kind: 'unknown-issuer' };
  return { kind: 'valid', daysLeft: Math.floor((validTo.getTime() - now.getTime()) / DAY_MS) };
}

export function certificateFinding(verdict: CertificateVerdict, vendor: string): Finding {
  switch (verdict.kind) {
    case 'valid':
      return { ok: true, detail: validSentence(verdict.daysLeft, vendor) };
    case 'expired':
      return bad(`The certificate of ${vendor} has expired, so nothing is sent. Ask ${vendor} to renew it; if it was renewed, have the clock of this service checked.`);
    case 'not-yet-valid':
      return bad(`The certificate of ${vendor} is not valid yet, so nothing is sent. Have the clock of this service checked; if it is right, ask ${vendor}.`);
    case 'other-host':
      return bad(`The certificate belongs to another address than the one of ${vendor}, so nothing is sent. Check the integration's address.`);
    case 'unknown-issuer':
      return bad(
        `Nobody we know vouches for the certificate of ${vendor}, so nothing is sent. Check the integration's address; `
        + `if it is right, ask ${vendor}, or have a firewall checked that looks into encrypted connections.`,
      );
  }
}

function validSentence(daysLeft: number, vendor: string): string {
  const left = daysLeft === 1 ? '1 more day' : `${daysLeft} more days`;
  const valid = `The connection is encrypted; the certificate of ${vendor} is valid for ${left}.`;
  return daysLeft > SOON_DAYS ? valid : `${valid} Ask ${vendor} to renew it in time.`;
}

function bad(detail: string): Finding {
  return { ok: false, code: 'unavailable', detail };
}
