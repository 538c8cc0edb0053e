import { passingAdvice, refusalOf, type Advice } from '../connection/connection-advice.js';
import { checkInTurn, type ConnectionSteps } from '../connection/connection-checks.js';
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

/** Key, then alerts when the config asks for them. */
export function checkOpenWeatherConnection(session: VendorSession): ConnectionSteps {
  const client = new OpenWeatherClient(session);
  const checks = [authentication(session), ...(alertsWanted(session) ? [ALERTS] : [])];
  return checkInTurn(checks, ({ read, found }) => client.read(read).then(() => found), adviceAt);
}

function adviceAt({ refused }: Check): Advice {
  return {
    ...passingAdvice({ vendor: 'OpenWeather', credential: 'this API key', whenItLasts: 'look at openweathermap.org' }),
    credentials: refused,
    'rate-limited': 'OpenWeather limits this API key for the moment (the free plan allows 60 requests a minute). Try again in a minute.',
    rejected: ({ httpStatus }) => refusalOf('OpenWeather', httpStatus, 'Check OPENWEATHER_API_URL.'),
    malformed: 'This address does not answer like OpenWeather. Check OPENWEATHER_API_URL (default: https://api.openweathermap.org/data/2.5) and our clock.',
  };
}
