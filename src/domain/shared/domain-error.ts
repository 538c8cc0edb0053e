import type { ErrorCode } from './error-code.js';

/** One thing wrong with an input: where (JSON pointer), which rule, and what to do. Never echoes a secret. */
export interface FieldViolation {
  readonly pointer: string;
  readonly code: string;
  readonly detail: string;
}

export interface DomainErrorExtras {
  readonly errors?: readonly FieldViolation[];
  readonly retryAfterMs?: number | undefined;
  /** Where to go next, a path of the API. */
  readonly link?: string;
}

/**
 * Something the caller did not ask for. The message is shown to people: it says what happened and what to do,
 * and holds no secret and no id of another tenant.
 */
export abstract class DomainError extends Error {
  abstract readonly code: ErrorCode;
  readonly extras: DomainErrorExtras;

  constructor(message: string, extras: DomainErrorExtras = {}) {
    super(message);
    this.name = new.target.name;
    this.extras = extras;
  }
}

/** Well-formed input that means nothing to us, found below the HTTP layer. */
export class InvalidInputError extends DomainError {
  readonly code = 'invalid-input';
}

/** A worker whose lease went to somebody else tried to write. Nothing was written. */
export class LeaseLostError extends DomainError {
  readonly code = 'lease-lost';

  constructor() {
    super('Another worker has taken this over.');
  }
}

/** Nothing can be read or written at the moment; nothing was changed. */
export class DatabaseAwayError extends DomainError {
  readonly code = 'service-unavailable';

  constructor() {
    super('The service cannot reach its database. Try again in a moment.', { retryAfterMs: 5_000 });
  }
}
