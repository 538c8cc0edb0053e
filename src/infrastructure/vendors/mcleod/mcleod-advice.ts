import type { VendorError } from '../../../domain/shared/vendor-error.js';

/** What a login must be allowed to read. */
export type McleodRight = 'orders' | 'drivers';

export const MALFORMED =
  'This address does not answer like a LoadMaster server. Give scheme, host and port of its web services, for example https://tms.example.com:5690.';

const ADMINISTRATOR = 'Ask the administrator of your LoadMaster server.';

/** What to do about a connection test that failed, for a fleet's office. */
export function mcleodAdvice(error: VendorError, right: McleodRight): string {
  switch (error.kind) {
    case 'credentials':
      if (error.httpStatus === undefined) return error.message;
      if (error.httpStatus === 401) return `The server does not accept this login. Check user name and password, or the API token. ${ADMINISTRATOR}`;
      return `The login may not read ${right} of this company. Check the company code, and give the login the right to read ${right} in LoadMaster. ${ADMINISTRATOR}`;
    case 'rate-limited':
      return 'The server limits us for the moment. Try again in a minute.';
    case 'unavailable':
      return `The LoadMaster server could not be reached or is out of order. Check host and port, and whether the server lets us in from outside. ${ADMINISTRATOR}`;
    case 'timeout':
      return `The LoadMaster server did not answer in time. Check host and port; it may also be busy. ${ADMINISTRATOR}`;
    case 'rejected':
      if (error.httpStatus === 400) return `The server refused the request (HTTP 400). Most often the company code is wrong: it stands beside the company's name at the LoadMaster login. ${ADMINISTRATOR}`;
      return `The server refused the request (HTTP ${error.httpStatus ?? 'unknown'}). Check the address: scheme, host and port of its web services, for example https://tms.example.com:5690.`;
    case 'malformed':
      return MALFORMED;
  }
}
