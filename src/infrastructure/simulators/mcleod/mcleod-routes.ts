import type { IncomingHttpHeaders } from 'node:http';
import { jsonAnswer, type SimulatedAnswer, type SimulatedRequest } from '../simulator-answer.js';
import type { McleodFreight } from './mcleod-freight.js';
import { answerSearch, type McleodTable } from './mcleod-search.js';

/** What the routes read. */
export interface McleodStage {
  readonly freight: McleodFreight;
  readonly now: Date;
  readonly maxRecords: number;
}

const ORDERS = '/ws/orders/search';
const DRIVERS = '/ws/drivers/search';
const ORDER_TABLE: Omit<McleodTable, 'maxRecords'> = { prefix: 'orders', columns: ['id', 'status'], direction: 'DESC' };
const DRIVER_TABLE: Omit<McleodTable, 'maxRecords'> = { prefix: 'driver', columns: ['id', 'is_active'], direction: 'ASC' };

/** The route a path belongs to, ids replaced. */
export function mcleodRouteOf(path: string): string {
  if (path === ORDERS || path === DRIVERS) return path;
  return /^\/ws\/orders\/[^/]+$/.test(path) ? '/ws/orders/{id}' : 'other';
}

const TEXTS: ReadonlyMap<number, string> = new Map([
  [401, 'Authentication failed.'],
  [403, 'Access denied.'],
  [404, 'Not found.'],
  [405, 'Method not allowed.'],
]);

/** LoadMaster's errors are a status and a plain text. */
export function mcleodError(status: number, text = TEXTS.get(status) ?? 'Internal error.'): SimulatedAnswer {
  return { status, headers: { 'content-type': 'text/plain' }, body: text };
}

/** Answers a request as a LoadMaster server does. */
export function answerAsMcleod(request: SimulatedRequest, stage: McleodStage): SimulatedAnswer {
  const route = mcleodRouteOf(request.path);
  if (route === 'other') return mcleodError(404);
  if (request.method !== 'GET') return mcleodError(405);
  const refusal = refusalOf(request.headers, route);
  if (refusal !== undefined) return refusal;
  if (!(request.headers.accept ?? '').includes('application/json')) return asXml();
  const { freight, now, maxRecords } = stage;
  if (route === ORDERS) return answerSearch(request.query, freight.orders(now), { ...ORDER_TABLE, maxRecords });
  if (route === DRIVERS) return answerSearch(request.query, freight.drivers(), { ...DRIVER_TABLE, maxRecords });
  const row = freight.order(decoded(request.path.slice('/ws/orders/'.length)), now);
  return row === undefined ? mcleodError(404, 'The order was not found.') : jsonAnswer(200, row);
}

function refusalOf(headers: IncomingHttpHeaders, route: string): SimulatedAnswer | undefined {
  const who = whoIs(headers.authorization);
  if (who === undefined || who.startsWith('revoked')) return mcleodError(401);
  const company = headers['x-com.mcleodsoftware.companyid'];
  if (typeof company !== 'string' || company === '') return mcleodError(400, 'The header X-com.mcleodsoftware.CompanyID is required.');
  if (who.startsWith('no-drivers') && route === DRIVERS) return mcleodError(403);
  return who.startsWith('no-orders') && route !== DRIVERS ? mcleodError(403) : undefined;
}

/** The user of a Basic login with any password, or a token; undefined for everything else. */
function whoIs(authorization: string | undefined): string | undefined {
  const [, scheme = '', value = ''] = /^(\S+) (\S+)$/.exec(authorization ?? '') ?? [];
  if (/^(bearer|token)$/i.test(scheme)) return value;
  if (!/^basic$/i.test(scheme)) return undefined;
  return /^([^:]+):./s.exec(Buffer.from(value, 'base64').toString('utf8'))?.[1];
}

/** What a server sends to whoever does not ask for JSON. */
function asXml(): SimulatedAnswer {
  return { status: 200, headers: { 'content-type': 'application/xml' }, body: '<?xml version="1.0" encoding="UTF-8"?>\n<list></list>\n' };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
