import type { VendorErrorKind } from '../../../domain/shared/vendor-error.js';
import { EgressRefusedError } from '../http/egress-guard.js';
import { failureSentence } from '../http/failure-sentence.js';
import type { FailedFinding } from './finding.js';

const OPERATOR = 'ask whoever runs this service to check its network';

/** What Node's and OpenSSL's error codes mean to an office, most specific first. */
const TROUBLES: readonly (readonly [RegExp, VendorErrorKind, (vendor: string) => string])[] = [
  [
    /^(ENOTFOUND|ENODATA)$/,
    'unavailable',
    (vendor) => `There is no server with the address of ${vendor}. Check the integration's address for a typing mistake.`,
  ],
  [/^(EAI_|ESERVFAIL|EREFUSED)/, 'unavailable', () => `Addresses cannot be looked up at the moment (DNS). Try again; if it lasts, ${OPERATOR}.`],
  [
    /^ECONNREFUSED$/,
    'unavailable',
    (vendor) => `The server of ${vendor} refuses connections. Check the address and its port; if they are right, a firewall may be in the way.`,
  ],
  [
    /^(EHOSTUNREACH|ENETUNREACH|ENETDOWN|EADDRNOTAVAIL|EACCES|EPERM)$/,
    'unavailable',
    (vendor) => `There is no way from here to the server of ${vendor}. Check the address; if it is right, ${OPERATOR} and firewall.`,
  ],
  [
    /^ETIMEDOUT$/,
    'timeout',
    (vendor) => `${vendor} did not answer in time. Check the address; if it is right, a firewall may be in the way, or try again in a few minutes.`,
  ],
  [
    /^(ECONNRESET|ECONNABORTED|EPIPE)$/,
    'unavailable',
    (vendor) => `The connection to ${vendor} was cut off. Check the address and its port; if they are right, a firewall may be in the way.`,
  ],
  [
    /^(EPROTO$|ERR_SSL_|HPE_)/,
    'unavailable',
    () => 'What answers at this address is not the web service we expect. Check whether the address starts with https:// or http://, and its port.',
  ],
];

/** Why no connection came about, and what to do. */
export function connectionTrouble(code: string, vendor: string): FailedFinding {
  const [, kind, sentence] = TROUBLES.find(([pattern]) => pattern.test(code)) ?? [];
  if (kind !== undefined && sentence !== undefined) return { ok: false, code: kind, detail: sentence(vendor) };
  const detail = `${vendor} could not be reached. Check the address, then the firewall; if both are right, try again in a few minutes.`;
  return { ok: false, code: 'unavailable', detail };
}

export function addressRefused(reason: string, vendor: string): FailedFinding {
  return { ok: false, code: 'rejected', detail: failureSentence({ happened: 'address-refused', reason }, vendor, 'API key') };
}

/** The same for an error of a step. @param signal the test's time limit: once it is over, the step took too long */
export function troubleOf(error: unknown, vendor: string, signal: AbortSignal): FailedFinding {
  if (signal.aborted) return connectionTrouble('ETIMEDOUT', vendor);
  if (error instanceof EgressRefusedError) return addressRefused(error.message, vendor);
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return connectionTrouble(typeof code === 'string' ? code : '', vendor);
}
