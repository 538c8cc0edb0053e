import type { FuelMarket } from '../fuel-market/fuel-market.js';
import { countIn, numberIn, refusalOf } from '../fuel-market/fuel-query.js';
import type { RowScript } from '../fuel-market/row-control.js';
import { jsonAnswer, type SimulatedAnswer, type SimulatedRequest } from '../simulator-answer.js';
import { hereStationRow } from './here-station-row.js';

const METRES_PER_MILE = 1609.344;
const DEFAULT_RESULTS = 50;
const MOST_RESULTS = 250;

/** What the route reads. */
export interface HereStage {
  readonly market: FuelMarket;
  readonly now: Date;
  readonly script: RowScript | undefined;
}

export function hereRouteOf(path: string): string {
  return path === '/stations' ? path : 'other';
}

/** HERE has one body for keys and another for everything else. */
export function hereError(status: number, cause = CAUSES.get(status) ?? 'There was some issue processing the request.'): SimulatedAnswer {
  if (status === 401) return jsonAnswer(status, { error: 'Unauthorized', error_description: cause });
  if (status === 403) return jsonAnswer(status, { error: 'Forbidden', error_description: cause });
  return jsonAnswer(status, {
    status, code: 'E612000', title: 'Request failed', cause, action: 'Check the request or retry later.', correlationId: '1fd0f5bc-56ad-4b9c-8f0c-2d2a1f3b7f10',
  });
}

const CAUSES: ReadonlyMap<number, string> = new Map([
  [401, 'apiKey invalid. apiKey not found.'],
  [403, 'These credentials do not authorize access.'],
  [404, 'Not found.'],
  [405, 'Method not allowed.'],
  [429, 'Request rate limit reached.'],
]);

/** Answers a request as HERE's API does. */
export function answerAsHere(request: SimulatedRequest, stage: HereStage): SimulatedAnswer {
  if (hereRouteOf(request.path) === 'other') return hereError(404);
  if (request.method !== 'GET') return hereError(405);
  const refusal = refusalOf(request.query.get('apiKey') ?? undefined);
  if (refusal !== undefined) return hereError(refusal);
  const offset = countIn(request.query.get('offset'), 0, 0, 1_000_000);
  const most = countIn(request.query.get('maxresults'), DEFAULT_RESULTS, 1, MOST_RESULTS);
  const rows = stage.script?.rows ?? rowsNear(request.query, stage);
  if (offset === undefined || most === undefined || rows === undefined) return hereError(400, 'Invalid prox, fueltype, offset or maxresults.');
  return page(rows, offset, Math.min(most, stage.script?.pageSize ?? most), stage.script?.circles === true);
}

/** Stations inside `prox=latitude,longitude,metres`; undefined when it is not that, or another fuel is asked for. */
function rowsNear(query: URLSearchParams, { market, now }: HereStage): readonly unknown[] | undefined {
  const [latitudeText = null, longitudeText = null, metresText = null, ...more] = query.get('prox')?.split(',') ?? [];
  const [latitude, longitude] = [numberIn(latitudeText, -90, 90), numberIn(longitudeText, -180, 180)];
  const metres = /^\d+$/.test(metresText ?? '') ? numberIn(metresText, 1, 1_000_000) : undefined;
  const fuelType = query.get('fueltype') ?? '1';
  if (latitude === undefined || longitude === undefined || metres === undefined || more.length > 0 || !/^-?\d+$/.test(fuelType)) return undefined;
  if (fuelType !== '1') return [];
  const found = market.near({ latitude, longitude }, metres / METRES_PER_MILE);
  return found.map(({ station, miles }) => hereStationRow(station, market.priceAt(station, now), miles * METRES_PER_MILE));
}

function page(rows: readonly unknown[], offset: number, size: number, circles: boolean): SimulatedAnswer {
  const start = circles ? 0 : offset;
  const end = start + size;
  return jsonAnswer(200, { hasMore: circles || end < rows.length, fuelStations: { fuelStation: rows.slice(start, end) } });
}
