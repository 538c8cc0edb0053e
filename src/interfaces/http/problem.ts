import { DomainError } from '../../domain/shared/domain-error.js';
import type { DomainErrorExtras, FieldViolation } from '../../domain/shared/domain-error.js';
import { PROBLEMS } from './problem-table.js';
import type { HttpErrorCode, ProblemCode } from './problem-table.js';
import type { RouteAnswer } from './route.js';

/** A problem the HTTP layer found before any use case was asked. */
export class HttpError extends Error {
  constructor(
    readonly code: HttpErrorCode,
    message: string,
    readonly extras: DomainErrorExtras & { readonly allow?: string } = {},
  ) {
    super(message);
    this.name = 'HttpError';
  }
}

/** Validation errors, one per field. Never echoes a value. */
export function validationError(errors: readonly FieldViolation[]): HttpError {
  return new HttpError('validation-failed', 'The request is not valid. See errors.', { errors });
}

/** The RFC 9457 answer to a known error; undefined for one we do not know. */
export function answerKnown(error: unknown, requestId: string): RouteAnswer | undefined {
  if (!(error instanceof HttpError) && !(error instanceof DomainError)) return undefined;
  return answerProblem(error.code, error.message, error.extras, requestId);
}

function answerProblem(
  code: ProblemCode,
  detail: string,
  extras: DomainErrorExtras & { readonly allow?: string },
  requestId: string,
): RouteAnswer {
  const { status, title } = PROBLEMS[code];
  const { errors, link, retryAfterMs, allow } = extras;
  const instance = `/requests/${requestId}`;
  const problem = { type: `/problems/${code}`, title, status, detail, code, instance, request_id: requestId };
  return {
    status,
    headers: {
      'Content-Type': 'application/problem+json',
      ...(status === 401 && { 'WWW-Authenticate': `Bearer realm="fleetbridge", error="${code}"` }),
      ...(allow !== undefined && { Allow: allow }),
      ...(retryAfterMs !== undefined && { 'Retry-After': String(Math.max(1, Math.ceil(retryAfterMs / 1000))) }),
      ...(status === 503 && retryAfterMs === undefined && { 'Retry-After': '5' }),
    },
    body: { ...problem, ...(errors !== undefined && { errors }), ...(link !== undefined && { link }) },
  };
}

/** An error nobody expected: nothing about it leaves the service but the request id. */
export function answerUnknown(requestId: string): RouteAnswer {
  return {
    status: 500,
    headers: { 'Content-Type': 'application/problem+json' },
    body: { type: 'about:blank', title: 'Internal Server Error', status: 500, request_id: requestId },
  };
}
