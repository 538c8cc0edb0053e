import type Joi from 'joi';
import type { Capability } from '../../domain/identity/access.js';
import type { Principal } from '../../domain/identity/principal.js';
import type { Secret } from '../../domain/shared/secret.js';
import type { TenantId } from '../../domain/shared/identifiers.js';

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** What a handler gets: everything in it is checked already. */
export interface RouteRequest<Params, Query, Body> {
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  /** As sent, with lower-case names, for the few routes that check them themselves. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly requestId: string;
  /** Network address of the caller. */
  readonly address: string;
  /** The token as sent, for the routes that check it themselves. */
  readonly bearer: Secret<string> | undefined;
  /** Path and query as sent, for `Link` headers. */
  readonly url: URL;
  /** The version in If-Match; undefined when there is none or it is `*`. */
  readonly ifMatch: number | undefined;
}

/** A request of somebody whose token, role and tenant are checked. */
export interface TenantRequest<Params, Query, Body> extends RouteRequest<Params, Query, Body> {
  readonly principal: Principal;
  /** The tenant the request is about. */
  readonly tenantId: TenantId;
  /** Whether the request named that tenant, instead of leaving it to the token. */
  readonly tenantNamed: boolean;
}

export interface RouteAnswer {
  readonly status: number;
  /** JSON, or nothing for 204. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** A body that is not JSON, with its type. */
  readonly text?: { readonly type: string; readonly content: string };
}

export interface RouteResponse {
  readonly description: string;
  readonly schema?: Joi.Schema;
}

/** Which inbound limit a route counts against: both per tenant and minute. */
export type RouteLimit = 'integration-change' | 'integration-read';

interface RouteShape<Params, Query, Body> {
  readonly method: Method;
  /** Express syntax: `/api/v1/drivers/:driverId`. */
  readonly path: string;
  readonly summary: string;
  readonly params?: Joi.ObjectSchema<Params>;
  readonly query?: Joi.ObjectSchema<Query>;
  readonly body?: Joi.ObjectSchema<Body>;
  /** A request without a body is like one with `{}`. */
  readonly bodyOptional?: true;
  /** Instead of `body`: the handler gets the bytes as they came, a `Uint8Array` of up to 1 MB, whatever their type. */
  readonly rawBody?: true;
  /** A POST that changes nothing: it takes no `Idempotency-Key`, because a replayed answer would be an old one that looks live. */
  readonly readsOnly?: true;
  /** The good answers; the problems of all routes are added by the document. */
  readonly responses: Readonly<Record<number, RouteResponse>>;
  readonly limit?: RouteLimit;
}

/** A route that asks for a token and a capability. */
export interface TenantRouteDeclaration<Params, Query, Body> extends RouteShape<Params, Query, Body> {
  readonly permission: Exclude<Capability, 'public'>;
  readonly handler: (request: TenantRequest<Params, Query, Body>) => Promise<RouteAnswer>;
}

/** A route that asks for nothing. */
export interface PublicRouteDeclaration<Params, Query, Body> extends RouteShape<Params, Query, Body> {
  readonly permission: 'public';
  readonly handler: (request: RouteRequest<Params, Query, Body>) => Promise<RouteAnswer>;
}

type Unchecked = never;

/** A declared route with the types of its inputs forgotten: router, OpenAPI document and role matrix walk over these. */
export type Route =
  | (RouteShape<unknown, unknown, unknown> & {
      readonly permission: Exclude<Capability, 'public'>;
      readonly handler: (request: TenantRequest<Unchecked, Unchecked, Unchecked>) => Promise<RouteAnswer>;
    })
  | (RouteShape<unknown, unknown, unknown> & {
      readonly permission: 'public';
      readonly handler: (request: RouteRequest<Unchecked, Unchecked, Unchecked>) => Promise<RouteAnswer>;
    });

/** Declares a route once: the router, validation, authorization, OpenAPI and the role matrix test all come from it. */
export function route<Params = unknown, Query = unknown, Body = unknown>(
  declaration: TenantRouteDeclaration<Params, Query, Body>,
): Route {
  return declaration;
}

/** Like `route`, for the few that need no token. */
export function publicRoute<Params = unknown, Query = unknown, Body = unknown>(
  declaration: PublicRouteDeclaration<Params, Query, Body>,
): Route {
  return declaration;
}

/** Whether an `Idempotency-Key` makes a repeated request answer as the first one did: for what changes data, and no logins. */
export function isRepeatable({ method, path, permission, readsOnly }: Route): boolean {
  return permission !== 'public' && method !== 'get' && method !== 'delete' && readsOnly !== true && !path.startsWith('/auth/');
}
