import { jsonAnswer, type SimulatedAnswer, type SimulatedRequest } from '../simulator-answer.js';
import type { TruckbaseFreight } from './truckbase-freight.js';

const COMPANY = { id: 'c-2041', name: 'Cottonwood Carriers (simulated)', dot_number: '3187204' };

/** How a list of loads is wrapped. */
export type ListStyle = 'loads' | 'data' | 'bare';

/** What the routes read. */
export interface TruckbaseStage {
  readonly freight: TruckbaseFreight;
  readonly now: Date;
  readonly list: ListStyle;
  /** False: there is no `/company`, as in the other account of this API. */
  readonly hasCompany: boolean;
}

/** The route a path belongs to, ids replaced. */
export function truckbaseRouteOf(path: string): string {
  if (path === '/company' || path === '/loads') return path;
  return /^\/loads\/[^/]+$/.test(path) ? '/loads/{id}' : 'other';
}

const MESSAGES: ReadonlyMap<number, string> = new Map([
  [401, 'Invalid API key or secret.'],
  [404, 'Not found.'],
  [405, 'Method not allowed.'],
  [429, 'Too many requests.'],
]);

/** An error body of our own: Truckbase's is unknown. */
export function truckbaseError(status: number, message = MESSAGES.get(status) ?? 'Something went wrong.'): SimulatedAnswer {
  return jsonAnswer(status, { error: message });
}

/** Answers a request as Truckbase's API would, by what is assumed about it. */
export function answerAsTruckbase(request: SimulatedRequest, stage: TruckbaseStage): SimulatedAnswer {
  const route = truckbaseRouteOf(request.path);
  if (route === 'other') return truckbaseError(404);
  if (request.method !== 'GET') return truckbaseError(405);
  if (!isLetIn(request.headers['x-api-key']) || !isLetIn(request.headers['x-api-secret'])) return truckbaseError(401);
  switch (route) {
    case '/company':
      return stage.hasCompany ? jsonAnswer(200, COMPANY) : truckbaseError(404);
    case '/loads':
      return loads(request.query, stage);
    default:
      return oneLoad(request.path, stage);
  }
}

/** Both headers are needed; what starts with `revoked` is refused. */
function isLetIn(header: string | readonly string[] | undefined): boolean {
  return typeof header === 'string' && header !== '' && !header.startsWith('revoked');
}

function loads(query: URLSearchParams, { freight, now, list }: TruckbaseStage): SimulatedAnswer {
  const status = query.get('status');
  if (status !== null && status !== 'active') return truckbaseError(400, 'status must be active');
  const rows = status === 'active' ? freight.active(now) : freight.all(now);
  return jsonAnswer(200, list === 'bare' ? rows : { [list]: rows });
}

function oneLoad(path: string, { freight, now }: TruckbaseStage): SimulatedAnswer {
  const row = freight.one(decoded(path.slice('/loads/'.length)), now);
  return row === undefined ? truckbaseError(404) : jsonAnswer(200, row);
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
