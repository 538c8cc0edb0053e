import type { ConnectionTestStep } from '../../../domain/integrations/connection-test.js';
import { VendorError } from '../../../domain/shared/vendor-error.js';
import type { VendorSession } from '../vendor-definition.js';
import { cleanText, isFields } from '../wire-values.js';
import { TruckbaseClient } from './truckbase-client.js';
import { loadListOf, truckbaseLoadOf } from './truckbase-load.js';
import { ACTIVE_LOADS } from './truckbase-load-source.js';

type Check = (client: TruckbaseClient) => Promise<string>;

const MALFORMED = 'This address does not answer like Truckbase. Check TRUCKBASE_API_URL: it includes the version, as in https://api.truckbase.io/v1.';
const ASK_TRUCKBASE = 'Truckbase gives API access on request: ask its support for a key and a secret, and paste both here.';

const CHECKS: readonly (readonly [name: string, check: Check])[] = [
  ['authentication', authenticate],
  ['loads', readLoads],
];

/**
 * Key and secret, then the loads. A failed step is yielded with what to do about it, and then thrown as the `VendorError`
 * whose message is the same sentence.
 */
export async function* checkTruckbaseConnection(session: VendorSession): AsyncGenerator<ConnectionTestStep, void, undefined> {
  const client = new TruckbaseClient(session);
  for (const [name, check] of CHECKS) {
    const outcome = await run(client, check);
    if (typeof outcome === 'string') {
      yield { name, ok: true, detail: outcome };
    } else {
      yield { name, ok: false, detail: outcome.message };
      throw outcome;
    }
  }
}

async function run(client: TruckbaseClient, check: Check): Promise<string | VendorError> {
  try {
    return await check(client);
  } catch (error) {
    if (!(error instanceof VendorError)) throw error;
    return advised(error);
  }
}

/** Asks for the company. An API that has no `/company` answers 404 to good keys and bad: there the loads must tell. */
async function authenticate(client: TruckbaseClient): Promise<string> {
  const operation = 'connection.authentication';
  try {
    const body = await client.read({ operation, path: '/company', accepts: isFields });
    const name = isFields(body) ? body['name'] : undefined;
    return typeof name === 'string' && name !== '' ? `Connected to ${cleanText(name, 100)}.` : 'Key and secret are accepted.';
  } catch (error) {
    if (!(error instanceof VendorError) || error.httpStatus !== 404) throw error;
    await client.read({ ...ACTIVE_LOADS, operation });
    return 'Key and secret are accepted. (Truckbase has no company to show.)';
  }
}

async function readLoads(client: TruckbaseClient): Promise<string> {
  const rows = loadListOf(await client.read({ ...ACTIVE_LOADS, operation: 'connection.loads' })) ?? [];
  if (rows.length === 0) return 'Loads can be read; none is active at the moment.';
  const readable = rows.filter((row) => truckbaseLoadOf(row, new Date(0)) !== undefined).length;
  if (readable > 0) return 'Loads can be read.';
  throw client.failure('malformed', 'connection.loads', MALFORMED);
}

/** The same failure with a sentence that says what to do. */
function advised(error: VendorError): VendorError {
  return new VendorError({
    kind: error.kind,
    vendor: error.vendor,
    operation: error.operation,
    detail: adviceFor(error),
    ...(error.httpStatus === undefined ? {} : { httpStatus: error.httpStatus }),
    ...(error.retryAfterMs === undefined ? {} : { retryAfterMs: error.retryAfterMs }),
  });
}

function adviceFor(error: VendorError): string {
  switch (error.kind) {
    case 'credentials':
      if (error.httpStatus === undefined) return error.message;
      if (error.httpStatus === 401) return `Truckbase does not accept this API key and secret. ${ASK_TRUCKBASE}`;
      return `Truckbase refuses this API key and secret: they are wrong, disabled, or may not read loads. ${ASK_TRUCKBASE}`;
    case 'rate-limited':
      return 'Truckbase limits this key for the moment (other software uses it too?). Try again in a minute.';
    case 'unavailable':
      return 'Truckbase could not be reached or is out of order. Try again; if it lasts, ask Truckbase.';
    case 'timeout':
      return 'Truckbase did not answer in time. Try again; if it lasts, check the way out of your network.';
    case 'rejected':
      return `Truckbase refused the request (HTTP ${error.httpStatus ?? 'unknown'}). Check TRUCKBASE_API_URL: it includes the version, as in https://api.truckbase.io/v1.`;
    case 'malformed':
      return MALFORMED;
  }
}
