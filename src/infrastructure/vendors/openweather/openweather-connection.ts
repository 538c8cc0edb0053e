import type { ConnectionTestStep } from '../../../domain/integrations/connection-test.js';
import { VendorError } from '../../../domain/shared/vendor-error.js';
import type { VendorSession } from '../vendor-definition.js';
import { alertsOf } from './openweather-alerts.js';
import { OpenWeatherClient, type OpenWeatherRead } from './openweather-client.js';
import { observationOf } from './openweather-mapping.js';
import { alertsWanted, CURRENT_PATH, ONE_CALL_PATH, placeQuery } from './openweather-requests.js';

/** Kansas City, Missouri: a place every weather service covers. */
const PLACE = { latitude: 39.0997, longitude: -94.5786 };

interface Check {
  readonly name: string;
  readonly read: OpenWeatherRead;
  readonly found: string;
  /** What a 401 or 403 means at this step. */
  readonly refused: string;
}

const MALFORMED = 'This address does not answer like OpenWeather. Check OPENWEATHER_API_URL (default: https://api.openweathermap.org/data/2.5) and our clock.';

const authentication = (session: VendorSession): Check => ({
  name: 'authentication',
  read: {
    operation: 'connection.authentication',
    path: CURRENT_PATH,
    query: { ...placeQuery(PLACE), units: 'imperial' },
    accepts: (body) => observationOf(body, PLACE, session.clock.now()) !== undefined,
  },
  found: 'The API key is accepted and the current weather can be read.',
  refused:
    'OpenWeather does not accept this API key. A new key takes up to 2 hours to become active: if it is new, try again later. '
    + 'Otherwise copy it again from "My API keys" at openweathermap.org.',
});

const ALERTS: Check = {
  name: 'alerts',
  read: {
    operation: 'connection.alerts',
    path: ONE_CALL_PATH,
    query: { ...placeQuery(PLACE), exclude: 'minutely,hourly,daily,current' },
    accepts: (body) => alertsOf(body) !== undefined,
  },
  found: 'Alerts can be read from One Call 3.0.',
  refused:
    'This API key works, but not for alerts: they come from One Call 3.0, a separate subscription ("One Call by Call") at OpenWeather. '
    + 'Subscribe to it, or switch alerts off. The weather itself is read all the same.',
};

/**
 * Key, then alerts when the config asks for them. A failed step is yielded with what to do about it, and then thrown as the
 * `VendorError` whose message is the same sentence.
 */
export async function* checkOpenWeatherConnection(session: VendorSession): AsyncGenerator<ConnectionTestStep, void, undefined> {
  const client = new OpenWeatherClient(session);
  for (const check of [authentication(session), ...(alertsWanted(session) ? [ALERTS] : [])]) {
    const failure = await run(client, check);
    yield { name: check.name, ok: failure === undefined, detail: failure?.message ?? check.found };
    if (failure !== undefined) throw failure;
  }
}

async function run(client: OpenWeatherClient, check: Check): Promise<VendorError | undefined> {
  try {
    await client.read(check.read);
    return undefined;
  } catch (error) {
    if (error instanceof VendorError) return advised(error, check);
    throw error;
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

function adviceFor(error: VendorError, { refused }: Check): string {
  switch (error.kind) {
    case 'credentials':
      return error.httpStatus === undefined ? error.message : refused;
    case 'rate-limited':
      return 'OpenWeather limits this API key for the moment (the free plan allows 60 requests a minute). Try again in a minute.';
    case 'unavailable':
      return 'OpenWeather could not be reached or is out of order. Try again; if it lasts, look at openweathermap.org.';
    case 'timeout':
      return 'OpenWeather did not answer in time. Try again; if it lasts, check the way out of your network.';
    case 'rejected':
      return `OpenWeather refused the request${error.httpStatus === undefined ? '' : ` (HTTP ${error.httpStatus})`}. Check OPENWEATHER_API_URL.`;
    case 'malformed':
      return MALFORMED;
  }
}
