import { passingAdvice, refusalOf, type Advice } from '../connection/connection-advice.js';
import { checkInTurn, connectedTo, findIn, listFound, type ConnectionSteps, type SampleRead } from '../connection/connection-checks.js';
import type { VendorSession } from '../vendor-definition.js';
import { isFields, partOf } from '../reading/wire-values.js';
import { motiveClient } from './motive-client.js';
import { userListOf } from './motive-paging.js';

interface Check extends SampleRead {
  readonly name: string;
  /** What a 403 means at this step, and what to do about it. */
  readonly forbidden: string;
}

const HOW_TO_GET_A_KEY = 'In the Motive dashboard open Admin, Developers, request an API key and paste it here.';

const CHECKS: readonly Check[] = [
  {
    name: 'authentication',
    read: { operation: 'connection.authentication', path: '/v1/companies' },
    found: companyFound,
    // Some of Motive's endpoints answer a bad key with 403 instead of 401.
    forbidden: `Motive refuses this API key: it is wrong, disabled, or may not read the company. ${HOW_TO_GET_A_KEY}`,
  },
  {
    name: 'drivers',
    read: { operation: 'connection.drivers', path: '/v1/users', query: { role: 'driver', status: 'active', per_page: 1, page_no: 1 } },
    found: (body) => listFound(userListOf(body, 1), 'Drivers can be read', 'no active driver yet'),
    forbidden: `Motive does not let this API key read users. ${HOW_TO_GET_A_KEY} An administrator of the fleet has to make it.`,
  },
  {
    name: 'hours of service',
    read: { operation: 'connection.hours-of-service', path: '/v1/available_time', query: { per_page: 1, page_no: 1 } },
    found: (body) => listFound(userListOf(body, 1), 'Hours of service can be read', 'no driver has clocks yet'),
    forbidden:
      'Motive does not let this API key read available time. Ask Motive whether the ELD is part of the plan; if it is: '
      + HOW_TO_GET_A_KEY,
  },
];

/** Key, then drivers, then hours of service. */
export function checkMotiveConnection(session: VendorSession): ConnectionSteps {
  const client = motiveClient(session);
  return checkInTurn(CHECKS, (check) => findIn(client, check), adviceAt);
}

function adviceAt({ forbidden }: Check): Advice {
  return {
    ...passingAdvice({ vendor: 'Motive', credential: 'this key', whenItLasts: 'ask Motive' }),
    credentials: ({ httpStatus }) => (httpStatus === 403 ? forbidden : `Motive does not accept this API key. ${HOW_TO_GET_A_KEY}`),
    rejected: ({ httpStatus }) => refusalOf('Motive', httpStatus, 'Check MOTIVE_API_URL.'),
    malformed: 'This address does not answer like Motive. Check MOTIVE_API_URL: it is the bare host, without a path.',
  };
}

function companyFound(body: unknown): string | undefined {
  if (!isFields(body) || !Array.isArray(body['companies'])) return undefined;
  const first: unknown = body['companies'][0];
  return connectedTo(isFields(first) ? partOf(first, 'company')['name'] : undefined, 'The API key is accepted.');
}
