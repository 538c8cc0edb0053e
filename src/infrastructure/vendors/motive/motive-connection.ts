import type { ConnectionTestStep } from '../../../domain/integrations/connection-test.js';
import { VendorError } from '../../../domain/shared/vendor-error.js';
import type { VendorSession } from '../vendor-definition.js';
import { cleanText, isFields, partOf } from '../wire-values.js';
import { MotiveClient, type MotiveRead } from './motive-client.js';
import { userListOf } from './motive-paging.js';

interface Check {
  readonly name: string;
  readonly read: MotiveRead;
  /** What a good answer tells; undefined when the answer is not what the contract says. */
  readonly found: (body: unknown) => string | undefined;
  /** What a 403 means at this step, and what to do about it. */
  readonly forbidden: string;
}

const HOW_TO_GET_A_KEY = 'In the Motive dashboard open Admin, Developers, request an API key and paste it here.';
const MALFORMED = 'This address does not answer like Motive. Check MOTIVE_API_URL: it is the bare host, without a path.';

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
    found: (body) => usersFound(body, 'Drivers can be read', 'no active driver yet'),
    forbidden: `Motive does not let this API key read users. ${HOW_TO_GET_A_KEY} An administrator of the fleet has to make it.`,
  },
  {
    name: 'hours of service',
    read: { operation: 'connection.hours-of-service', path: '/v1/available_time', query: { per_page: 1, page_no: 1 } },
    found: (body) => usersFound(body, 'Hours of service can be read', 'no driver has clocks yet'),
    forbidden:
      'Motive does not let this API key read available time. Ask Motive whether the ELD is part of the plan; if it is: '
      + HOW_TO_GET_A_KEY,
  },
];

/**
 * Key, then drivers, then hours of service. A failed step is yielded with what to do about it, and then thrown as the
 * `VendorError` whose message is the same sentence.
 */
export async function* checkMotiveConnection(session: VendorSession): AsyncGenerator<ConnectionTestStep, void, undefined> {
  const client = new MotiveClient(session);
  for (const check of CHECKS) {
    const outcome = await run(client, check);
    if (typeof outcome === 'string') {
      yield { name: check.name, ok: true, detail: outcome };
    } else {
      yield { name: check.name, ok: false, detail: outcome.message };
      throw outcome;
    }
  }
}

async function run(client: MotiveClient, check: Check): Promise<string | VendorError> {
  try {
    const found = check.found(await client.read(check.read));
    return found ?? client.failure('malformed', check.read.operation, MALFORMED);
  } catch (error) {
    if (!(error instanceof VendorError)) throw error;
    return advised(error, check);
  }
}

/** The same failure with a sentence that says what to do. */
function advised(error: VendorError, check: Check): VendorError {
  return new VendorError({
    kind: error.kind,
    vendor: error.vendor,
    operation: error.operation,
    detail: adviceFor(error, check),
    ...(error.httpStatus === undefined ? {} : { httpStatus: error.httpStatus }),
    ...(error.retryAfterMs === undefined ? {} : { retryAfterMs: error.retryAfterMs }),
  });
}

function adviceFor(error: VendorError, { forbidden }: Check): string {
  switch (error.kind) {
    case 'credentials':
      if (error.httpStatus === undefined) return error.message;
      return error.httpStatus === 403 ? forbidden : `Motive does not accept this API key. ${HOW_TO_GET_A_KEY}`;
    case 'rate-limited':
      return 'Motive limits this key for the moment (other software uses it too?). Try again in a minute.';
    case 'unavailable':
      return 'Motive could not be reached or is out of order. Try again; if it lasts, ask Motive.';
    case 'timeout':
      return 'Motive did not answer in time. Try again; if it lasts, check the way out of your network.';
    case 'rejected':
      return `Motive refused the request (HTTP ${error.httpStatus ?? 'unknown'}). Check MOTIVE_API_URL.`;
    case 'malformed':
      return MALFORMED;
  }
}

function companyFound(body: unknown): string | undefined {
  if (!isFields(body) || !Array.isArray(body['companies'])) return undefined;
  const first: unknown = body['companies'][0];
  const name = isFields(first) ? partOf(first, 'company')['name'] : undefined;
  return typeof name === 'string' && name !== '' ? `Connected to ${cleanText(name, 100)}.` : 'The API key is accepted.';
}

function usersFound(body: unknown, readable: string, none: string): string | undefined {
  const list = userListOf(body, 1);
  if (typeof list === 'string') return undefined;
  return list.rows.length > 0 ? `${readable}.` : `${readable}; there is ${none}.`;
}
