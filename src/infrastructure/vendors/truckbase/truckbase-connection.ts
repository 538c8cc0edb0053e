import { VendorError } from '../../../domain/shared/vendor-error.js';
import { passingAdvice, refusalOf, type Advice } from '../connection/connection-advice.js';
import { checkInTurn, connectedTo, type ConnectionSteps } from '../connection/connection-checks.js';
import type { VendorClient } from '../reading/vendor-client.js';
import type { VendorSession } from '../vendor-definition.js';
import { isFields } from '../reading/wire-values.js';
import { truckbaseClient } from './truckbase-client.js';
import { loadListOf, truckbaseLoadOf } from './truckbase-load.js';
import { ACTIVE_LOADS } from './truckbase-load-source.js';

const CHECKS = [{ name: 'authentication', find: authenticate }, { name: 'loads', find: readLoads }] as const;

const ADDRESS = 'Check TRUCKBASE_API_URL: it includes the version, as in https://api.truckbase.io/v1.';
const ASK_TRUCKBASE = 'Truckbase gives API access on request: ask its support for a key and a secret, and paste both here.';

const ADVICE: Advice = {
  ...passingAdvice({ vendor: 'Truckbase', credential: 'this key', whenItLasts: 'ask Truckbase' }),
  credentials: ({ httpStatus }) =>
    httpStatus === 401
      ? `Truckbase does not accept this API key and secret. ${ASK_TRUCKBASE}`
      : `Truckbase refuses this API key and secret: they are wrong, disabled, or may not read loads. ${ASK_TRUCKBASE}`,
  rejected: ({ httpStatus }) => refusalOf('Truckbase', httpStatus, ADDRESS),
  malformed: `This address does not answer like Truckbase. ${ADDRESS}`,
};

/** Key and secret, then the loads. */
export function checkTruckbaseConnection(session: VendorSession): ConnectionSteps {
  const client = truckbaseClient(session);
  return checkInTurn(CHECKS, ({ find }) => find(client), () => ADVICE);
}

/** Asks for the company. An API that has no `/company` answers 404 to good keys and bad: there the loads must tell. */
async function authenticate(client: VendorClient): Promise<string> {
  const operation = 'connection.authentication';
  try {
    const body = await client.read({ operation, path: '/company', accepts: isFields });
    return connectedTo(isFields(body) ? body['name'] : undefined, 'Key and secret are accepted.');
  } catch (error) {
    if (!(error instanceof VendorError) || error.httpStatus !== 404) throw error;
    await client.read({ ...ACTIVE_LOADS, operation });
    return 'Key and secret are accepted. (Truckbase has no company to show.)';
  }
}

async function readLoads(client: VendorClient): Promise<string> {
  const rows = loadListOf(await client.read({ ...ACTIVE_LOADS, operation: 'connection.loads' })) ?? [];
  if (rows.length === 0) return 'Loads can be read; none is active at the moment.';
  const readable = rows.filter((row) => truckbaseLoadOf(row, new Date(0)) !== undefined).length;
  if (readable > 0) return 'Loads can be read.';
  throw client.failure('malformed', 'connection.loads', 'None of the loads can be read.');
}
