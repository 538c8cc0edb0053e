import type { ConnectionTestStep } from '../../../domain/integrations/connection-test.js';
import { VendorError } from '../../../domain/shared/vendor-error.js';
import type { VendorSession } from '../vendor-definition.js';
import { cleanText, isFields, partOf } from '../wire-values.js';
import { SamsaraClient, type SamsaraRead } from './samsara-client.js';
import { listEnvelopeOf } from './samsara-paging.js';

interface Check {
  readonly name: string;
  readonly read: SamsaraRead;
  /** What a good answer tells; undefined when the answer is not what the contract says. */
  readonly found: (body: unknown) => string | undefined;
  /** Scope to tick for this token, as Samsara's token page names it. */
  readonly scope: string;
}

const NEW_TOKEN = 'Samsara does not accept this API token. In Samsara open Settings, API Tokens, create a token and paste it here.';

const AUTHENTICATION: Check = {
  name: 'authentication',
  read: { operation: 'connection.authentication', path: '/me' },
  found: (body) => {
    if (!isFields(body) || !isFields(body['data'])) return undefined;
    const name = partOf(body, 'data')['name'];
    return typeof name === 'string' && name !== '' ? `Connected to ${cleanText(name, 100)}.` : 'The API token is accepted.';
  },
  scope: 'Read Org Information',
};

const DRIVERS: Check = {
  name: 'drivers',
  read: { operation: 'connection.drivers', path: '/fleet/drivers', query: { limit: 1 } },
  found: (body) => rowsFound(body, 'Drivers can be read', 'no active driver yet, or the token is limited to a tag without drivers'),
  scope: 'Read Drivers',
};

const HOURS_OF_SERVICE: Check = {
  name: 'hours of service',
  read: { operation: 'connection.hours-of-service', path: '/fleet/hos/clocks', query: { limit: 1 } },
  found: (body) => rowsFound(body, 'Hours of service can be read', 'no driver has clocks yet'),
  scope: 'Read ELD Compliance Settings (US)',
};

/**
 * Token, then the drivers scope, then the HOS scope. A failed step is yielded with what to do about it, and then thrown
 * as the `VendorError` whose message is the same sentence.
 */
export async function* checkSamsaraConnection(session: VendorSession): AsyncGenerator<ConnectionTestStep, void, undefined> {
  const client = new SamsaraClient(session);
  for (const check of [AUTHENTICATION, DRIVERS, HOURS_OF_SERVICE]) {
    const outcome = await run(client, check);
    if (typeof outcome === 'string') {
      yield { name: check.name, ok: true, detail: outcome };
    } else {
      yield { name: check.name, ok: false, detail: outcome.message };
      throw outcome;
    }
  }
}

async function run(client: SamsaraClient, check: Check): Promise<string | VendorError> {
  try {
    const found = check.found(await client.read(check.read));
    return found ?? client.failure('malformed', check.read.operation, MALFORMED);
  } catch (error) {
    if (!(error instanceof VendorError)) throw error;
    if (check === AUTHENTICATION && error.httpStatus === 403) {
      return 'The API token is accepted. It may not read the organisation (scope Read Org Information), which we do not need.';
    }
    return advised(error, check.scope);
  }
}

const MALFORMED = 'This address does not answer like Samsara. Check SAMSARA_API_URL: it is the bare host, without a path.';

/** The same failure with a sentence that says what to do. */
function advised(error: VendorError, scope: string): VendorError {
  return new VendorError({
    kind: error.kind,
    vendor: error.vendor,
    operation: error.operation,
    detail: adviceFor(error, scope),
    ...(error.httpStatus === undefined ? {} : { httpStatus: error.httpStatus }),
    ...(error.retryAfterMs === undefined ? {} : { retryAfterMs: error.retryAfterMs }),
  });
}

function adviceFor(error: VendorError, scope: string): string {
  switch (error.kind) {
    case 'credentials':
      if (error.httpStatus === undefined) return error.message;
      if (error.httpStatus === 401) return NEW_TOKEN;
      return `The API token lacks the scope "${scope}". In Samsara open Settings, API Tokens, edit the token and tick it.`;
    case 'rate-limited':
      return 'Samsara limits this token for the moment (other software uses it too?). Try again in a minute.';
    case 'unavailable':
      return 'Samsara could not be reached or is out of order. Try again; if it lasts, look at status.samsara.com.';
    case 'timeout':
      return 'Samsara did not answer in time. Try again; if it lasts, check the way out of your network.';
    case 'rejected':
      return `Samsara refused the request (HTTP ${error.httpStatus ?? 'unknown'}). Check SAMSARA_API_URL and the region (EU: https://api.eu.samsara.com).`;
    case 'malformed':
      return MALFORMED;
  }
}

function rowsFound(body: unknown, readable: string, none: string): string | undefined {
  const envelope = listEnvelopeOf(body);
  if (typeof envelope === 'string') return undefined;
  return envelope.rows.length > 0 ? `${readable}.` : `${readable}; there is ${none}.`;
}
