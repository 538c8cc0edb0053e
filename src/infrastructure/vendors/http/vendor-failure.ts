import type { VendorErrorKind } from '../../../domain/shared/vendor-error.js';

/** What went wrong with one attempt, told by what happened and not by the HTTP library's codes. */
export type VendorFailure =
  | { readonly happened: 'status'; readonly status: number; readonly retryAfterMs?: number }
  | { readonly happened: 'no-connection' | 'unknown-host' | 'bad-certificate' | 'not-http' | 'cut-off' | 'silence' | 'stopped' }
  | { readonly happened: 'not-json' | 'empty' | 'unexpected' | 'too-large' | 'undecodable'; readonly status?: number }
  | { readonly happened: 'address-refused'; readonly reason: string }
  | { readonly happened: 'unsendable-key' | 'unsendable-path' };

/** The word for what the vendor let us in with. */
export type CredentialWord = 'API key' | 'user name or password';

/** Which kind a failure is, see the table in vendor-error.ts. */
export function failureKind(failure: VendorFailure): VendorErrorKind {
  switch (failure.happened) {
    case 'status':
      return statusKind(failure.status);
    case 'no-connection':
    case 'unknown-host':
    case 'bad-certificate':
    case 'not-http':
    case 'cut-off':
      return 'unavailable';
    case 'silence':
    case 'stopped':
      return 'timeout';
    case 'not-json':
    case 'empty':
    case 'unexpected':
    case 'too-large':
    case 'undecodable':
      return 'malformed';
    case 'address-refused':
    case 'unsendable-path':
      return 'rejected';
    case 'unsendable-key':
      return 'credentials';
  }
}

function statusKind(status: number): VendorErrorKind {
  if (status === 401 || status === 403) return 'credentials';
  if (status === 408) return 'timeout';
  if (status === 429) return 'rate-limited';
  return status >= 500 ? 'unavailable' : 'rejected';
}

/** Connection errors, timeouts, 408, 429 and 5xx may pass by themselves; nothing else does. */
export function mayPassByItself(kind: VendorErrorKind): boolean {
  return kind === 'unavailable' || kind === 'timeout' || kind === 'rate-limited';
}
