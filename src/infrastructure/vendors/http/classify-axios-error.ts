import axios from 'axios';
import type { AxiosError } from 'axios';
import type { Deadline } from './deadline.js';
import { EgressRefusedError } from './egress-guard.js';
import { parseRetryAfter } from './parse-retry-after.js';
import type { VendorFailure } from './vendor-failure.js';

/** Error codes of Node, OpenSSL, zlib and axios, most specific first. */
const BY_CODE: readonly (readonly [RegExp, Exclude<VendorFailure['happened'], 'status' | 'address-refused'>])[] = [
  [/^(ETIMEDOUT|ECONNABORTED|ESOCKETTIMEDOUT)$/, 'silence'],
  [/^Z_BUF_ERROR$/, 'cut-off'],
  [/^(Z_|ERR_BROTLI|ERR__ERROR|ZSTD)/, 'undecodable'],
  [/^ENOTFOUND$/, 'unknown-host'],
  [/CERT|SELF_SIGNED|UNABLE_TO_|ERR_TLS_/, 'bad-certificate'],
  [/^(HPE_|EPROTO$|ERR_SSL_)/, 'not-http'],
  [/^(ECONNRESET|EPIPE)$/, 'cut-off'],
];

/**
 * Says what happened to an attempt. Looks at facts, not at axios's own code alone: on real sockets `ERR_BAD_RESPONSE`
 * with status 200 stands for a half body, a stalled one, garbage and a body that is too large.
 *
 * @param now for a `Retry-After` date
 */
export function classifyAxiosError(error: unknown, deadline: Deadline, now: Date): VendorFailure {
  if (deadline.ended !== undefined) return { happened: deadline.ended === 'expired' ? 'silence' : 'stopped' };
  if (!axios.isAxiosError(error)) return { happened: 'no-connection' };
  if (error.cause instanceof EgressRefusedError) return { happened: 'address-refused', reason: error.cause.message };
  const status = error.response?.status;
  if (error.response !== undefined && (error.response.status < 200 || error.response.status >= 300)) {
    const retryAfterMs = parseRetryAfter(headerText(error.response.headers['retry-after']), now);
    return { happened: 'status', status: error.response.status, ...(retryAfterMs !== undefined && { retryAfterMs }) };
  }
  if (error.cause instanceof SyntaxError) return { happened: 'not-json', ...(status !== undefined && { status }) };
  return { happened: transportFailure(error) };
}

function transportFailure(error: AxiosError): 'too-large' | Exclude<VendorFailure['happened'], 'status' | 'address-refused'> {
  const code = error.code ?? '';
  if (code === axios.AxiosError.ERR_BAD_RESPONSE && error.message.startsWith('maxContentLength')) return 'too-large';
  const known = BY_CODE.find(([pattern]) => pattern.test(code));
  if (known !== undefined) return known[1];
  const bodyHadBegun = error.response !== undefined || code === axios.AxiosError.ERR_BAD_RESPONSE;
  return bodyHadBegun ? 'cut-off' : 'no-connection';
}

function headerText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
