import { generateKeyPairSync, sign } from 'node:crypto';

export interface IssuedCertificate {
  readonly key: string;
  readonly cert: string;
}

export interface CertificateWish {
  readonly validFrom: Date;
  readonly validTo: Date;
  /** The host name it is for; it is for 127.0.0.1 too when that is `localhost`. */
  readonly host?: string;
}

const ECDSA_WITH_SHA256 = '06082a8648ce3d040302';
const COMMON_NAME = '0603550403';
const SUBJECT_ALT_NAME = '0603551d11';
const BASIC_CONSTRAINTS = '0603551d13';

/** A fresh key and an X.509 certificate signed with it (RFC 5280), written out by hand: no tool has to be installed. */
export function issueCertificate({ validFrom, validTo, host = 'localhost' }: CertificateWish): IssuedCertificate {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const algorithm = sequence(hex(ECDSA_WITH_SHA256));
  const name = sequence(der(0x31, sequence(hex(COMMON_NAME), der(0x0c, Buffer.from(host)))));
  const content = sequence(
    der(0xa0, integer(2)),
    integer(Date.now() % 1_000_000_007),
    algorithm,
    name,
    sequence(utcTime(validFrom), utcTime(validTo)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(authority(), alternativeNames(host))),
  );
  const signature = sign('sha256', content, { key: privateKey, dsaEncoding: 'der' });
  const whole = sequence(content, algorithm, der(0x03, Buffer.from([0]), signature));
  const lines = whole.toString('base64').replace(/.{64}/g, '$&\n');
  return {
    key: String(privateKey.export({ type: 'pkcs8', format: 'pem' })),
    cert: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`,
  };
}

function alternativeNames(host: string): Buffer {
  const names = [der(0x82, Buffer.from(host)), ...(host === 'localhost' ? [der(0x87, Buffer.from([127, 0, 0, 1]))] : [])];
  return sequence(hex(SUBJECT_ALT_NAME), der(0x04, sequence(...names)));
}

/** It may vouch for itself. */
function authority(): Buffer {
  return sequence(hex(BASIC_CONSTRAINTS), hex('0101ff'), der(0x04, sequence(hex('0101ff'))));
}

function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const value = Buffer.concat(parts);
  const { length } = value;
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), value]);
}

function sequence(...parts: readonly Buffer[]): Buffer {
  return der(0x30, ...parts);
}

function integer(value: number): Buffer {
  const digits = value.toString(16);
  const even = digits.length % 2 === 0 ? digits : `0${digits}`;
  return der(0x02, hex(Number.parseInt(even.slice(0, 2), 16) >= 0x80 ? `00${even}` : even));
}

function utcTime(time: Date): Buffer {
  return der(0x17, Buffer.from(`${time.toISOString().replace(/[-:T]/g, '').slice(2, 14)}Z`));
}

function hex(text: string): Buffer {
  return Buffer.from(text, 'hex');
}
