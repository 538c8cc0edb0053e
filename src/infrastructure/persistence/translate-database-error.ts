import { DatabaseAwayError, InvalidInputError } from '../../domain/shared/domain-error.js';
import { isDatabaseAway, isRefusedValue } from './postgres-error.js';

/** What a database error means to a caller: come back later, or send another value. Anything else stays as it is. */
export function translateDatabaseError(error: unknown): unknown {
  if (isDatabaseAway(error)) return new DatabaseAwayError();
  if (isRefusedValue(error)) return new InvalidInputError('A value cannot be stored: a number out of range or a text with characters that are not allowed.');
  return error;
}
