import { jsonAnswer, type SimulatedAnswer, type SimulatedRequest } from '../simulator-answer.js';
import type { MotiveFleet } from './motive-fleet.js';
import type { WireRow } from './motive-rows.js';

const DEFAULT_PER_PAGE = 25;
export const MAX_PER_PAGE = 100;
const COMPANY = {
  id: 4711,
  company_id: 'CEDARMESA',
  name: 'Cedar Mesa Haulage (simulated)',
  street: '88 Quarry Rd',
  city: 'Grand Junction',
  state: 'CO',
  zip: '81501',
  dot_ids: ['3104477'],
  cycle: '70_8',
  time_zone: 'Mountain Time (US & Canada)',
  metric_units: false,
};

/** What the routes read: the fleet on stage, the time, the largest page. */
export interface MotiveStage {
  readonly fleet: MotiveFleet;
  readonly now: Date;
  readonly maxPerPage: number;
}

/** The route a path belongs to, ids replaced. */
export function motiveRouteOf(path: string): string {
  if (path === '/v1/companies' || path === '/v1/users' || path === '/v1/available_time') return path;
  return /^\/v1\/users\/[^/]+$/.test(path) ? '/v1/users/{id}' : 'other';
}

/** Motive's error body. */
export function motiveError(status: number, message = MESSAGES.get(status) ?? 'Something went wrong.'): SimulatedAnswer {
  return jsonAnswer(status, { error_message: message });
}

const MESSAGES: ReadonlyMap<number, string> = new Map([
  [401, 'Invalid API key.'],
  [403, 'Forbidden'],
  [404, 'Not found.'],
  [405, 'Method not allowed.'],
  [429, 'Too many requests.'],
]);

/** Answers a request as Motive's API does. */
export function answerAsMotive(request: SimulatedRequest, stage: MotiveStage): SimulatedAnswer {
  const route = motiveRouteOf(request.path);
  if (route === 'other') return motiveError(404);
  if (request.method !== 'GET') return motiveError(405);
  const refusal = refusalOf(request.headers['x-api-key']);
  if (refusal !== undefined) return motiveError(refusal);
  switch (route) {
    case '/v1/companies':
      return jsonAnswer(200, { companies: [{ company: COMPANY }] });
    case '/v1/users':
      return users(request.query, stage);
    case '/v1/available_time':
      return availableTime(request.query, stage);
    default:
      return oneUser(request.path, stage.fleet);
  }
}

/** Keys starting with `revoked` get 401, those with `forbidden` 403: Motive has both for a key it does not like. */
function refusalOf(key: string | readonly string[] | undefined): 401 | 403 | undefined {
  if (typeof key !== 'string' || key === '' || key.startsWith('revoked')) return 401;
  return key.startsWith('forbidden') ? 403 : undefined;
}

/** Drivers only; a fleet's other people are not simulated. */
function users(query: URLSearchParams, { fleet, maxPerPage }: MotiveStage): SimulatedAnswer {
  const status = query.get('status');
  if (status !== null && status !== 'active' && status !== 'deactivated') return motiveError(400, 'status is invalid');
  const role = query.get('role') ?? 'driver';
  const wanted = status === null ? [...fleet.users(true), ...fleet.users(false)] : fleet.users(status === 'active');
  return page(query, { places: role === 'driver' ? wanted : [], maxPerPage, row: (place) => fleet.userAt(place) });
}

function availableTime(query: URLSearchParams, { fleet, now, maxPerPage }: MotiveStage): SimulatedAnswer {
  const ids = driverIdsOf(query);
  const wanted = new Set(ids?.map((id) => fleet.placeOf(id)));
  const places = ids === undefined ? fleet.clocked() : fleet.clocked().filter((place) => wanted.has(place));
  return page(query, { places, maxPerPage, row: (place) => fleet.availableTimeAt(place, now) });
}

/** The ids asked for; undefined for everyone. Without the brackets only the last of repeated parameters counts. */
function driverIdsOf(query: URLSearchParams): readonly string[] | undefined {
  const bracketed = query.getAll('driver_ids[]');
  if (bracketed.length > 0) return bracketed;
  const last = query.getAll('driver_ids').at(-1);
  return last === undefined ? undefined : [last];
}

interface List {
  readonly places: readonly number[];
  readonly maxPerPage: number;
  readonly row: (place: number) => WireRow;
}

/** Paging by offset: a page is whatever stands at its place at this moment. A larger `per_page` than allowed is cut. */
function page(query: URLSearchParams, { places, maxPerPage, row }: List): SimulatedAnswer {
  const asked = countOf(query.get('per_page'), DEFAULT_PER_PAGE);
  const pageNo = countOf(query.get('page_no'), 1);
  if (asked === undefined || pageNo === undefined) return motiveError(400, 'per_page and page_no are numbers from 1 on');
  const perPage = Math.min(asked, maxPerPage);
  const rows = places.slice((pageNo - 1) * perPage, pageNo * perPage);
  return jsonAnswer(200, {
    users: rows.map((place) => ({ user: row(place) })),
    pagination: { per_page: perPage, page_no: pageNo, total: places.length },
  });
}

function countOf(text: string | null, usual: number): number | undefined {
  if (text === null) return usual;
  return /^[1-9]\d{0,6}$/.test(text) ? Number(text) : undefined;
}

function oneUser(path: string, fleet: MotiveFleet): SimulatedAnswer {
  const place = fleet.placeOf(path.slice('/v1/users/'.length));
  return place === undefined ? motiveError(404) : jsonAnswer(200, { user: fleet.userAt(place) });
}
