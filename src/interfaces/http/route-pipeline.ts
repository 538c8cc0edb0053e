import express from 'express';
import type { Request, RequestHandler, Response } from 'express';
import type { AuthenticateRequest } from '../../application/identity/authenticate-request.js';
import type { LimitRequests } from '../../application/identity/limit-requests.js';
import type { RepeatRequest } from '../../application/identity/repeat-request.js';
import type { ScopeRequest } from '../../application/identity/scope-request.js';
import { roleHolds } from '../../domain/identity/access.js';
import { ForbiddenError, RateLimitedError, UnauthenticatedError } from '../../domain/identity/errors.js';
import type { Principal } from '../../domain/identity/principal.js';
import { toTenantId } from '../../domain/shared/identifiers.js';
import type { TenantId } from '../../domain/shared/identifiers.js';
import { Secret } from '../../domain/shared/secret.js';
import { repeatable } from './idempotency.js';
import { ReadLimiter } from './read-limiter.js';
import { HttpError, validationError } from './problem.js';
import { check, readBody, readRawBody } from './read-input.js';
import { requestIdOf } from './request-id.js';
import { isRepeatable } from './route.js';
import type { Route, RouteAnswer, RouteLimit, RouteRequest } from './route.js';
import { uuid } from './schemas.js';
import { writeAnswer } from './write-answer.js';

/** The use cases that guard every route. */
export interface Guards {
  readonly authenticate: AuthenticateRequest;
  readonly scope: ScopeRequest;
  readonly limit: LimitRequests;
  readonly repeat: RepeatRequest;
  /** Changing or testing requests on integrations per tenant and minute. */
  readonly changesPerMinute: number;
}

const READS_PER_MINUTE = 120;
const parseJson: RequestHandler = express.json({ limit: '100kb', type: 'application/json' });

/** One function per route: authenticate → authorize → tenant → validate → limit → idempotency → handler → answer. */
export class RoutePipeline {
  readonly #reads = new ReadLimiter(READS_PER_MINUTE);

  constructor(private readonly guards: Guards) {}

  handlerOf(route: Route): RequestHandler {
    return async (request, response) => {
      const answer = route.permission === 'public' ? await this.open(route, request, response) : await this.guarded(route, request, response);
      writeAnswer(response, answer);
    };
  }

  private async open(route: Route & { permission: 'public' }, request: Request, response: Response): Promise<RouteAnswer> {
    return route.handler(await readInput(route, request, response));
  }

  private async guarded(
    route: Exclude<Route, { permission: 'public' }>,
    request: Request,
    response: Response,
  ): Promise<RouteAnswer> {
    const bearer = bearerOf(request);
    if (bearer === undefined) throw new UnauthenticatedError();
    const principal = await this.guards.authenticate.execute(bearer);
    if (!roleHolds(principal.role, route.permission)) throw new ForbiddenError();
    const tenantId = await this.tenantOf(principal, request);
    if (route.limit !== undefined) await this.takePermit(route.limit, tenantId, response);
    const input = await readInput(route, request, response);
    const perform = (): Promise<RouteAnswer> => route.handler({ ...input, principal, tenantId, tenantNamed: request.headers['x-tenant-id'] !== undefined });
    const key = request.headers['idempotency-key'];
    if (key === undefined || !isRepeatable(route)) return perform();
    return repeatable({ repeat: this.guards.repeat, tenantId, userId: principal.userId, request, requestId: input.requestId, key, perform });
  }

  private tenantOf(principal: Principal, request: Request): Promise<TenantId> | TenantId {
    const named = request.headers['x-tenant-id'];
    if (named === undefined) return principal.tenantId;
    if (typeof named !== 'string' || uuid.validate(named, { convert: true }).error !== undefined) {
      throw validationError([{ pointer: '#header/X-Tenant-Id', code: 'string.uuid', detail: 'Must be the UUID of a tenant.' }]);
    }
    return this.guards.scope.execute(principal, { header: toTenantId(named.toLowerCase()), field: undefined });
  }

  private async takePermit(limit: RouteLimit, tenantId: TenantId, response: Response): Promise<void> {
    const most = limit === 'integration-read' ? READS_PER_MINUTE : this.guards.changesPerMinute;
    const permit =
      limit === 'integration-read'
        ? this.#reads.take(tenantId)
        : await this.guards.limit.execute(tenantId, limit, { limit: most, windowSeconds: 60 });
    const remaining = permit.granted ? permit.remaining : 0;
    response.setHeader('RateLimit-Limit', String(most));
    response.setHeader('RateLimit-Remaining', String(remaining));
    response.setHeader('RateLimit-Reset', String(Math.ceil((permit.granted ? permit.resetMs : permit.retryAfterMs) / 1000)));
    if (!permit.granted) throw new RateLimitedError(permit.retryAfterMs);
  }
}

/** What the schemas of a route have checked; each route knows the types its own schemas give. */
async function readInput(route: Route, request: Request, response: Response): Promise<RouteRequest<never, never, never>> {
  const body = await bodyOf(route, request, response);
  const bearer = bearerOf(request);
  return {
    params: (route.params === undefined ? {} : check(route.params, request.params, 'params')) as never,
    query: (route.query === undefined ? {} : check(route.query, request.query, 'query')) as never,
    body: (route.body === undefined ? body : check(route.body, body, 'body')) as never,
    headers: request.headers,
    requestId: requestIdOf(response),
    address: request.ip ?? 'unknown',
    bearer: bearer === undefined ? undefined : new Secret(bearer),
    url: urlOf(request),
    ifMatch: ifMatchOf(request),
  };
}

/** The body before it is checked; undefined for a route that reads none. */
async function bodyOf(route: Route, request: Request, response: Response): Promise<unknown> {
  if (route.rawBody === true) return readRawBody(request, response);
  if (route.body === undefined) return undefined;
  const empty = route.bodyOptional === true && request.is('*/*') === null;
  return empty ? {} : readBody(parseJson, request, response);
}

/** A request line may hold a whole URL, even an impossible one; of it only the path and the query are ours. */
function urlOf({ path, originalUrl }: Request): URL {
  const query = originalUrl.indexOf('?');
  return new URL(path + (query === -1 ? '' : originalUrl.slice(query)), 'http://localhost');
}

function bearerOf(request: Request): string | undefined {
  return /^Bearer +([\w.~+/-]+=*)$/i.exec(request.headers.authorization ?? '')?.[1];
}

function ifMatchOf(request: Request): number | undefined {
  const header = request.headers['if-match'];
  if (header === undefined || header === '*') return undefined;
  const version = /^"v(\d{1,9})"$/.exec(header)?.[1];
  if (version === undefined) throw new HttpError('malformed-request', 'If-Match must be an ETag this API gave out, for example "v3".');
  return Number(version);
}
