import { jsonAnswer, type SimulatedAnswer, type SimulatedRequest } from '../simulator-answer.js';
import { cursorAt, offsetOf } from './samsara-cursor.js';
import type { SamsaraFleet } from './samsara-fleet.js';

const PAGE_LIMIT = 512;
const ORGANIZATION = {
  id: '20936',
  name: 'Prairie Wind Freight (simulated)',
  carrierSettings: { carrierName: 'Prairie Wind Freight', dotNumber: 3998877, mainOfficeAddress: '410 Elevator Rd, Salina, KS 67401' },
};

/** What the routes read: the fleet on stage, the time, the largest page. */
export interface SamsaraStage {
  readonly fleet: SamsaraFleet;
  readonly now: Date;
  /** A page may be shorter than asked for while more follow. */
  readonly pageSize: number;
}


/** The route a path belongs to, ids replaced. */
export function samsaraRouteOf(path: string): string {
  if (path === '/me' || path === '/fleet/drivers' || path === '/fleet/hos/clocks') return path;
  return /^\/fleet\/drivers\/[^/]+$/.test(path) ? '/fleet/drivers/{id}' : 'other';
}

/** Samsara's error body. */
export function samsaraError(status: number, message?: string): SimulatedAnswer {
  return jsonAnswer(status, { message: message ?? MESSAGES.get(status) ?? 'An error has occurred.', requestId: '8916e1c1' });
}

const MESSAGES: ReadonlyMap<number, string> = new Map([
  [401, 'Invalid token.'],
  [403, 'Insufficient permissions.'],
  [404, 'Not found.'],
  [405, 'Method not allowed.'],
  [429, 'Exceeded rate limit.'],
]);

/** Answers a request as Samsara's API does. */
export function answerAsSamsara(request: SimulatedRequest, stage: SamsaraStage): SimulatedAnswer {
  const route = samsaraRouteOf(request.path);
  if (route === 'other') return samsaraError(404);
  if (request.method !== 'GET') return samsaraError(405);
  const refusal = refusalOf(request.headers.authorization, route);
  if (refusal !== undefined) return samsaraError(refusal);
  switch (route) {
    case '/me':
      return jsonAnswer(200, { data: ORGANIZATION });
    case '/fleet/drivers':
      return drivers(request.query, stage);
    case '/fleet/hos/clocks':
      return clocks(request.query, stage);
    default:
      return oneDriver(request.path, stage.fleet);
  }
}

/** Tokens starting with `revoked` are refused; `no-drivers` and `no-hos` lack that scope. Every other one may read all. */
function refusalOf(authorization: string | undefined, route: string): 401 | 403 | undefined {
  const token = /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1];
  if (token === undefined || token.startsWith('revoked')) return 401;
  if (token.startsWith('no-drivers') && route.startsWith('/fleet/drivers')) return 403;
  if (token.startsWith('no-hos') && route.startsWith('/fleet/hos')) return 403;
  return undefined;
}

function drivers(query: URLSearchParams, { fleet, pageSize }: SamsaraStage): SimulatedAnswer {
  const wanted = query.get('driverActivationStatus') ?? 'active';
  if (wanted !== 'active' && wanted !== 'deactivated') return samsaraError(400, 'Invalid driverActivationStatus.');
  const places = fleet.places(wanted === 'active');
  return page(query, { length: places.length, pageSize, row: (at) => fleet.driverAt(places[at] ?? 0) });
}

/** Deactivated drivers too: the clocks do not know them apart. */
function clocks(query: URLSearchParams, { fleet, now, pageSize }: SamsaraStage): SimulatedAnswer {
  const ids = query.get('driverIds') ?? '';
  if (ids === '') return page(query, { length: fleet.size, pageSize, row: (at) => fleet.clocksAt(at, now) });
  const places = [...new Set(ids.split(','))].map((id) => fleet.placeOf(id)).filter((place) => place !== undefined);
  return page(query, { length: places.length, pageSize, row: (at) => fleet.clocksAt(places[at] ?? 0, now) });
}

interface List {
  readonly length: number;
  readonly pageSize: number;
  readonly row: (at: number) => unknown;
}

function page(query: URLSearchParams, { length, pageSize, row }: List): SimulatedAnswer {
  const limit = limitOf(query.get('limit'));
  if (limit === undefined) return samsaraError(400, `Invalid limit: 1 to ${PAGE_LIMIT}.`);
  const after = query.get('after') ?? '';
  const start = after === '' ? 0 : offsetOf(after);
  if (start === undefined) return samsaraError(400, 'Invalid cursor.');
  const end = Math.min(start + Math.min(limit, pageSize), length);
  const data: unknown[] = [];
  for (let at = start; at < end; at += 1) data.push(row(at));
  const hasNextPage = end < length;
  return jsonAnswer(200, {
    data: data.filter((found) => found !== undefined),
    pagination: { endCursor: hasNextPage ? cursorAt(end) : '', hasNextPage },
  });
}

function limitOf(text: string | null): number | undefined {
  if (text === null) return PAGE_LIMIT;
  const limit = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  return limit >= 1 && limit <= PAGE_LIMIT ? limit : undefined;
}

function oneDriver(path: string, fleet: SamsaraFleet): SimulatedAnswer {
  const place = fleet.placeOf(decoded(path.slice('/fleet/drivers/'.length)));
  return place === undefined ? samsaraError(404) : jsonAnswer(200, { data: fleet.driverAt(place) });
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
