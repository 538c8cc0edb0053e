import cors from 'cors';
import express from 'express';
import type { ErrorRequestHandler, Express, Request, RequestHandler, Response } from 'express';
import type { Logger } from '../../application/shared/logger.js';
import type { RequestScope } from '../../application/shared/request-scope.js';
import { docsPage } from './docs-page.js';
import { openApiDocument } from './openapi.js';
import { HttpError, answerKnown, answerUnknown } from './problem.js';
import { assignRequestId, requestIdOf } from './request-id.js';
import type { Route } from './route.js';
import { RoutePipeline } from './route-pipeline.js';
import type { Guards } from './route-pipeline.js';
import { writeAnswer } from './write-answer.js';

export interface AppOptions {
  readonly routes: readonly Route[];
  readonly guards: Guards;
  readonly logger: Logger;
  readonly requestScope: RequestScope;
  /** Turns errors of the outside world (a lost database) into ones this layer knows. */
  readonly translate: (error: unknown) => unknown;
  readonly corsOrigins: readonly string[];
  /** Express's `trust proxy`. */
  readonly trustProxy: boolean | number | string;
  readonly version: string;
}

const EXPOSED = ['ETag', 'Link', 'Location', 'Retry-After', 'X-Request-Id', 'X-Total-Count', 'RateLimit-Limit', 'RateLimit-Remaining', 'RateLimit-Reset'];
const ALLOWED = ['Authorization', 'Content-Type', 'Idempotency-Key', 'If-Match', 'X-Request-Id', 'X-Tenant-Id'];

/** The Express app: one function per declared route, then 405 for known paths and 404 for the rest. */
export function createApp(options: AppOptions): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false);
  app.set('query parser', 'simple');
  app.set('trust proxy', options.trustProxy);
  app.use(begin(options));
  if (options.corsOrigins.length > 0) {
    app.use(cors({ origin: [...options.corsOrigins], exposedHeaders: EXPOSED, allowedHeaders: ALLOWED, maxAge: 600 }));
  }
  const pipeline = new RoutePipeline(options.guards);
  for (const route of options.routes) app[route.method](route.path, pipeline.handlerOf(route));
  const document = openApiDocument(options.routes, options.version);
  app.get('/openapi.json', (_request, response) => { writeAnswer(response, { status: 200, body: document }); });
  app.use(docsPage());
  for (const [path, allow] of methodsByPath(options.routes)) app.all(path, refuseMethod(allow));
  for (const path of ['/openapi.json', '/docs']) app.all(path, refuseMethod('HEAD, GET'));
  app.use(() => { throw new HttpError('route-not-found', 'There is nothing at this path.'); });
  app.use(answerError(options));
  return app;
}

function begin({ logger, requestScope }: AppOptions): RequestHandler {
  return (request, response, next) => {
    const requestId = assignRequestId(request, response);
    response.setHeader('X-Content-Type-Options', 'nosniff');
    response.setHeader('Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'");
    response.setHeader('Referrer-Policy', 'no-referrer');
    const startedAt = performance.now();
    response.once('finish', () => {
      const level = response.statusCode < 400 && request.method === 'GET' ? 'debug' : 'info';
      logger[level]('http.request', fieldsOf(request, response, requestId, startedAt));
    });
    requestScope.run(requestId, next);
  };
}

/** The path without its query: queries may hold what callers should not have put there. */
function fieldsOf(request: Request, response: Response, requestId: string, startedAt: number): Record<string, unknown> {
  const durationMs = Math.round((performance.now() - startedAt) * 10) / 10;
  const path = request.originalUrl.split('?', 1)[0]?.slice(0, 500);
  return { requestId, method: request.method, path, status: response.statusCode, durationMs };
}

function methodsByPath(routes: readonly Route[]): ReadonlyMap<string, string> {
  const methods = new Map<string, string[]>();
  for (const { path, method } of routes) methods.set(path, [...(methods.get(path) ?? []), method.toUpperCase()]);
  return new Map([...methods].map(([path, known]) => [path, [...(known.includes('GET') ? ['HEAD'] : []), ...known].join(', ')]));
}

function refuseMethod(allow: string): RequestHandler {
  return () => {
    throw new HttpError('method-not-allowed', `This path knows ${allow}.`, { allow });
  };
}

function answerError({ logger, translate }: AppOptions): ErrorRequestHandler {
  // Express knows an error handler by its four parameters.
  return (thrown: unknown, request: Request, response: Response, next: (error: unknown) => void) => {
    const error = isMalformed(thrown) ? new HttpError('malformed-request', 'The path is not well-formed.') : translate(thrown);
    const requestId = requestIdOf(response);
    const known = answerKnown(error, requestId);
    if (known === undefined) logger.error('http.unexpected-error', { requestId, method: request.method, error });
    else if (known.status >= 500) logger.warn('http.problem', { requestId, method: request.method, error: thrown });
    if (response.headersSent) next(error);
    else writeAnswer(response, known ?? answerUnknown(requestId));
  };
}

/** What Express itself throws for a path like `%E0%A4%A`. */
function isMalformed(error: unknown): boolean {
  return error instanceof URIError || (error instanceof Error && 'status' in error && error.status === 400);
}
