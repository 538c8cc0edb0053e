import { VendorError } from '../../../domain/shared/vendor-error.js';
import { passingAdvice, refusalOf, type Advice } from '../connection/connection-advice.js';
import { checkInTurn, connectedTo, findIn, listFound, type ConnectionSteps, type SampleRead } from '../connection/connection-checks.js';
import type { VendorClient } from '../reading/vendor-client.js';
import type { VendorSession } from '../vendor-definition.js';
import { isFields, partOf } from '../reading/wire-values.js';
import { samsaraClient } from './samsara-client.js';
import { listEnvelopeOf } from './samsara-paging.js';

interface Check extends SampleRead {
  readonly name: string;
  /** Scope to tick for this token, as Samsara's token page names it. */
  readonly scope: string;
}

const NEW_TOKEN = 'Samsara does not accept this API token. In Samsara open Settings, API Tokens, create a token and paste it here.';

const AUTHENTICATION: Check = {
  name: 'authentication',
  read: { operation: 'connection.authentication', path: '/me' },
  found: (body) => {
    if (!isFields(body) || !isFields(body['data'])) return undefined;
    return connectedTo(partOf(body, 'data')['name'], 'The API token is accepted.');
  },
  scope: 'Read Org Information',
};

const DRIVERS: Check = {
  name: 'drivers',
  read: { operation: 'connection.drivers', path: '/fleet/drivers', query: { limit: 1 } },
  found: (body) => listFound(listEnvelopeOf(body), 'Drivers can be read', 'no active driver yet, or the token is limited to a tag without drivers'),
  scope: 'Read Drivers',
};

const HOURS_OF_SERVICE: Check = {
  name: 'hours of service',
  read: { operation: 'connection.hours-of-service', path: '/fleet/hos/clocks', query: { limit: 1 } },
  found: (body) => listFound(listEnvelopeOf(body), 'Hours of service can be read', 'no driver has clocks yet'),
  scope: 'Read ELD Compliance Settings (US)',
};

const CHECKS: readonly Check[] = [AUTHENTICATION, DRIVERS, HOURS_OF_SERVICE];

/** Token, then the drivers scope, then the HOS scope. */
export function checkSamsaraConnection(session: VendorSession): ConnectionSteps {
  const client = samsaraClient(session);
  return checkInTurn(CHECKS, (check) => find(client, check), adviceAt);
}

async function find(client: VendorClient, check: Check): Promise<string> {
  try {
    return await findIn(client, check);
  } catch (error) {
    if (check !== AUTHENTICATION || !(error instanceof VendorError) || error.httpStatus !== 403) throw error;
    return 'The API token is accepted. It may not read the organisation (scope Read Org Information), which we do not need.';
  }
}

function adviceAt({ scope }: Check): Advice {
  const lacksScope = `The API token lacks the scope "${scope}". In Samsara open Settings, API Tokens, edit the token and tick it.`;
  return {
    ...passingAdvice({ vendor: 'Samsara', credential: 'this token', whenItLasts: 'look at status.samsara.com' }),
    credentials: ({ httpStatus }) => (httpStatus === 401 ? NEW_TOKEN : lacksScope),
    rejected: ({ httpStatus }) => refusalOf('Samsara', httpStatus, 'Check SAMSARA_API_URL and the region (EU: https://api.eu.samsara.com).'),
    malformed: 'This address does not answer like Samsara. Check SAMSARA_API_URL: it is the bare host, without a path.',
  };
}
