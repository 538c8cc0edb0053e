import { RowControl, type FuelSimulatorControl } from '../fuel-market/row-control.js';
import { countIn } from '../fuel-market/fuel-query.js';
import { jsonAnswer, type SimulatedAnswer, type SimulatedRequest, type SimulatedVendor } from '../simulator-answer.js';
import { startSimulator, type RunningSimulator, type SimulatorOptions } from '../simulator-server.js';
import { EIA_AREA_CODES, eiaRows } from './eia-series.js';

const ROUTE = '/petroleum/pri/gnd/data';
const MOST_ROWS = 5000;

export interface EiaSimulatorOptions extends SimulatorOptions {
  /** Decides the prices. Default 1. */
  readonly seed?: number;
  /** Until when weeks are published, default the real time. */
  readonly clock?: () => Date;
}

export type EiaSimulator = RunningSimulator & FuelSimulatorControl;

/** EIA's open data over real HTTP on loopback: the weekly prices of diesel. */
export async function startEiaSimulator(options: EiaSimulatorOptions = {}): Promise<EiaSimulator> {
  const { seed = 1, clock = () => new Date() } = options;
  const control = new RowControl();
  const vendor: SimulatedVendor = {
    name: 'EIA open data',
    about: [
      `Weekly average prices of No 2 diesel since 2024, seed ${seed}: the same seed at the same time gives the same prices everywhere.`,
      `Areas: ${EIA_AREA_CODES.join(', ')}. Values are texts, and null for a week now and then, as EIA sends them.`,
      'Add api_key=<anything> to the query. Without one, or with one starting with "revoked" or "forbidden", the answer is 403, as from api.data.gov.',
    ],
    routes: ['GET /petroleum/pri/gnd/data/?api_key=&frequency=weekly&data[0]=value&facets[product][]=EPD2D&facets[duoarea][]=NUS&offset=0&length=5000'],
    answer: (request) => answerAsEia(request, () => control.scripted?.rows ?? livingRows(request.query, seed, clock())),
    errorBody: (status) => eiaError(status).body,
    routeOf: (path) => (isRoute(path) ? `${ROUTE}/` : 'other'),
  };
  return { ...(await startSimulator(vendor, options)), control };
}

const isRoute = (path: string): boolean => path === ROUTE || path === `${ROUTE}/`;

const CODES: ReadonlyMap<number, string> = new Map([[403, 'API_KEY_INVALID'], [404, 'NOT_FOUND'], [429, 'OVER_RATE_LIMIT']]);

function eiaError(status: number, code = CODES.get(status) ?? 'ERROR'): SimulatedAnswer {
  return jsonAnswer(status, { error: { code, message: 'The request could not be served. See https://www.eia.gov/opendata/.' } });
}

function answerAsEia({ method, path, query }: SimulatedRequest, rowsOf: () => readonly unknown[]): SimulatedAnswer {
  if (!isRoute(path)) return eiaError(404);
  if (method !== 'GET') return eiaError(405);
  const key = query.get('api_key') ?? '';
  if (key === '') return eiaError(403, 'API_KEY_MISSING');
  if (key.startsWith('revoked') || key.startsWith('forbidden')) return eiaError(403);
  const offset = countIn(query.get('offset'), 0, 0, 1_000_000);
  const length = countIn(query.get('length'), MOST_ROWS, 1, MOST_ROWS);
  if (offset === undefined || length === undefined) return eiaError(400);
  const rows = rowsOf();
  return jsonAnswer(200, {
    response: {
      total: String(rows.length),
      dateFormat: 'YYYY-MM-DD',
      frequency: 'weekly',
      // Without data[0]=value EIA sends rows that have none.
      data: rows.slice(offset, offset + length).map((row) => (query.get('data[0]') === 'value' ? row : withoutValue(row))),
      description: 'Weekly retail gasoline and diesel prices',
    },
    request: { command: `/v2${ROUTE}/`, params: { offset, length } },
    apiVersion: '2.1.8',
  });
}

function withoutValue(row: unknown): unknown {
  if (typeof row !== 'object' || row === null) return row;
  return Object.fromEntries(Object.entries(row).filter(([name]) => name !== 'value' && name !== 'units'));
}

/** Narrowed by the facets that are there, and sorted as asked. */
function livingRows(query: URLSearchParams, seed: number, now: Date): readonly unknown[] {
  const products = query.getAll('facets[product][]');
  if (products.length > 0 && !products.includes('EPD2D')) return [];
  const areas = query.getAll('facets[duoarea][]');
  const rows = eiaRows(seed, areas.length === 0 ? EIA_AREA_CODES : areas, now);
  return query.get('sort[0][column]') === 'period' && query.get('sort[0][direction]') === 'desc' ? rows : rows.toReversed();
}
