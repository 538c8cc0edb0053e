import { jsonAnswer, type SimulatedAnswer, type SimulatedRequest, type SimulatedVendor } from '../simulator-answer.js';
import { startSimulator, type RunningSimulator, type SimulatorOptions } from '../simulator-server.js';
import { FuelMarket, type MarketPrice, type MarketStation } from './fuel-market.js';
import { countIn, numberIn, refusalOf } from './fuel-query.js';
import { RowControl, type FuelSimulatorControl, type WireRow } from './row-control.js';

export interface StationFeedOptions extends SimulatorOptions {
  /** Decides which stations there are and what they ask. Default 1. */
  readonly seed?: number;
  /** The market's time, default the real one. */
  readonly clock?: () => Date;
}

/** How a vendor dresses the feed. */
export interface FeedDress {
  readonly name: string;
  readonly rowOf: (station: MarketStation, price: MarketPrice | undefined, miles: number) => WireRow;
  readonly listOf: (rows: readonly unknown[]) => unknown;
}

export type StationFeedSimulator = RunningSimulator & FuelSimulatorControl;

const ERRORS: ReadonlyMap<number, string> = new Map([
  [400, 'lat and lon are required; radius is 0 to 500, limit 1 to 200'],
  [401, 'Unknown API key'],
  [403, 'This API key may not read stations'],
  [404, 'Not found'],
  [405, 'Method not allowed'],
  [429, 'Too many requests'],
]);

/** A station feed over real HTTP on loopback, in a vendor's dress. */
export async function startStationFeed(dress: FeedDress, options: StationFeedOptions): Promise<StationFeedSimulator> {
  const { seed = 1, clock = () => new Date() } = options;
  const [market, control] = [new FuelMarket(seed), new RowControl()];
  const vendor: SimulatedVendor = {
    name: dress.name,
    about: [
      `${market.stations.length} truck stops with prices that move slowly, seed ${seed}: the same seed at the same time gives the same market everywhere.`,
      'Some have no price, some an old one. Prices are US dollars per US gallon, distances miles; stations in Canada are left out.',
      'Send "X-API-Key: <anything>". Keys starting with "revoked" get 401, those with "forbidden" 403.',
    ],
    routes: ['GET /stations?lat=33.4484&lon=-112.074&radius=25&limit=10'],
    answer: (request) => {
      const refusal = feedRefusalOf(request);
      if (refusal !== undefined) return feedError(refusal);
      if (control.scripted !== undefined) return jsonAnswer(200, dress.listOf(control.scripted.rows));
      return stationsNear(request.query, market, clock(), dress);
    },
    errorBody: (status) => feedError(status).body,
    routeOf: (path) => (path === '/stations' ? path : 'other'),
  };
  return { ...(await startSimulator(vendor, options)), control };
}

function feedRefusalOf({ method, path, headers }: SimulatedRequest): number | undefined {
  if (path !== '/stations') return 404;
  if (method !== 'GET') return 405;
  return refusalOf(headers['x-api-key']?.toString());
}

function stationsNear(query: URLSearchParams, market: FuelMarket, now: Date, dress: FeedDress): SimulatedAnswer {
  const [latitude, longitude] = [numberIn(query.get('lat'), -90, 90), numberIn(query.get('lon'), -180, 180)];
  const radius = query.has('radius') ? numberIn(query.get('radius'), 0, 500) : 25;
  const limit = countIn(query.get('limit'), 10, 1, 200);
  if (latitude === undefined || longitude === undefined || radius === undefined || limit === undefined) return feedError(400);
  const rows = market
    .near({ latitude, longitude }, radius)
    .filter(({ station }) => station.place.country === 'USA')
    .slice(0, limit)
    .map(({ station, miles }) => dress.rowOf(station, market.priceAt(station, now), Math.round(miles * 10) / 10));
  return jsonAnswer(200, dress.listOf(rows));
}

function feedError(status: number): SimulatedAnswer {
  return jsonAnswer(status, { error: ERRORS.get(status) ?? 'An error has occurred' });
}
