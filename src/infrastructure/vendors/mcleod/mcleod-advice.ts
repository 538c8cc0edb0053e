import { refusalOf, type Advice } from '../connection/connection-advice.js';

/** What a login must be allowed to read. */
export type McleodRight = 'orders' | 'drivers';

const ADDRESS = 'scheme, host and port of its web services, for example https://tms.example.com:5690.';
const ADMINISTRATOR = 'Ask the administrator of your LoadMaster server.';

/** What to do about a connection test that failed, for a fleet's office. The server is the customer's own, and so is its administrator. */
export function mcleodAdvice(right: McleodRight): Advice {
  return {
    credentials: ({ httpStatus }) =>
      httpStatus === 401
        ? `The server does not accept this login. Check user name and password, or the API token. ${ADMINISTRATOR}`
        : `The login may not read ${right} of this company. Check the company code, and give the login the right to read ${right} in LoadMaster. ${ADMINISTRATOR}`,
    'rate-limited': 'The server limits us for the moment. Try again in a minute.',
    unavailable: `The LoadMaster server could not be reached or is out of order. Check host and port, and whether the server lets us in from outside. ${ADMINISTRATOR}`,
    timeout: `The LoadMaster server did not answer in time. Check host and port; it may also be busy. ${ADMINISTRATOR}`,
    rejected: ({ httpStatus }) =>
      httpStatus === 400
        ? `The server refused the request (HTTP 400). Most often the company code is wrong: it stands beside the company's name at the LoadMaster login. ${ADMINISTRATOR}`
        : refusalOf('The server', httpStatus, `Check the address: ${ADDRESS}`),
    malformed: `This address does not answer like a LoadMaster server. Give ${ADDRESS}`,
  };
}
