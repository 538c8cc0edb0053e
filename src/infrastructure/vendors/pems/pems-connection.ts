import { passingAdvice, refusalOf, type Advice } from '../connection/connection-advice.js';
import { checkInTurn, findIn, type ConnectionSteps } from '../connection/connection-checks.js';
import type { VendorSession } from '../vendor-definition.js';
import { isFields } from '../reading/wire-values.js';
import { PemsClient } from './pems-client.js';

interface Check {
  readonly name: string;
  /** What a 403 means at this step, and what to do about it. */
  readonly forbidden: string;
  readonly find: (client: PemsClient) => Promise<string>;
}

const CHECKS: readonly Check[] = [
  {
    name: 'health',
    forbidden: 'PEMS knows these credentials but does not let them in. Check tenant and organization, or ask whoever runs your PEMS.',
    find: (client) => client.checkHealth('connection.health').then(() => 'PEMS is up and lets us in.'),
  },
  {
    name: 'records',
    forbidden: 'PEMS does not let these credentials read records of the organization. Ask whoever runs your PEMS.',
    find: (client) => findIn(client, { read: { operation: 'connection.records', path: '/api/pems/pfa', query: { limit: 1 } }, found }),
  },
];

/** Health with the credentials, then a read of one record. */
export function checkPemsConnection(session: VendorSession): ConnectionSteps {
  const client = new PemsClient(session);
  return checkInTurn(CHECKS, ({ find }) => find(client), adviceAt);
}

function found(body: unknown): string | undefined {
  if (!isFields(body) || !Array.isArray(body['records']) || body['nextCursor'] === undefined) return undefined;
  return body['records'].length > 0 ? 'Records can be read.' : 'Records can be read; the organization has none yet.';
}

function adviceAt({ forbidden }: Check): Advice {
  return {
    ...passingAdvice({ vendor: 'PEMS', credential: 'these credentials', whenItLasts: 'ask whoever runs your PEMS' }),
    credentials: ({ httpStatus }) =>
      httpStatus === 401 ? 'PEMS does not accept these credentials. Enter user name and password, or the token, again.' : forbidden,
    timeout: 'PEMS did not answer in time. Try again; if it lasts, check the address and the way out of your network.',
    rejected: ({ httpStatus }) => rejected(httpStatus),
    malformed: 'This address does not answer like PEMS. Check the address of the integration: it ends before /api/pems.',
  };
}

function rejected(httpStatus: number | undefined): string {
  if (httpStatus === 400) return 'PEMS refused the request. Check tenant and organization.';
  if (httpStatus === 404) return 'PEMS has no such path. Check the address of the integration: it ends before /api/pems.';
  return refusalOf('PEMS', httpStatus, 'Check the address, tenant and organization.');
}
