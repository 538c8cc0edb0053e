import { jsonAnswer, type SimulatedAnswer } from '../simulator-answer.js';
import type { PfaRecord } from './pfa-book.js';
import { isDateField } from './pfa-fields.js';

/** How calendar dates are sent: `2026-01-31`, or the midnight it begins with. */
export type DateForm = 'date' | 'timestamp';

const ERRORS: ReadonlyMap<number, readonly [error: string, message: string]> = new Map([
  [400, ['BAD_REQUEST', 'The request is not valid.']],
  [401, ['UNAUTHORIZED', 'The credentials are not valid.']],
  [403, ['FORBIDDEN', 'The user may not do this.']],
  [404, ['NOT_FOUND', 'There is no such record.']],
  [405, ['METHOD_NOT_ALLOWED', 'The method is not allowed.']],
  [429, ['RATE_LIMITED', 'Too many requests.']],
  [503, ['UNAVAILABLE', 'PEMS is being maintained.']],
]);

/** PEMS's error body. */
export function pemsError(status: number, detail?: string): SimulatedAnswer {
  const [error, message] = ERRORS.get(status) ?? ['INTERNAL_ERROR', 'PEMS failed.'];
  return jsonAnswer(status, { success: false, error, message: detail ?? message });
}

export function conflictAnswer(conflict: { readonly currentVersion: number; readonly conflictingFields: readonly string[] }, expectedVersion: number): SimulatedAnswer {
  const { currentVersion, conflictingFields } = conflict;
  const message = 'Record has been modified by another user';
  return jsonAnswer(409, { success: false, error: 'VERSION_CONFLICT', message, currentVersion, expectedVersion, conflictingFields });
}

export function writtenAnswer({ pfaId, version, updatedAt }: PfaRecord): SimulatedAnswer {
  const message = version === 1 ? 'PFA record created successfully' : 'PFA record updated successfully';
  return jsonAnswer(200, { success: true, pfaId, newVersion: version, updatedAt: updatedAt.toISOString(), message });
}

/** A record as it is sent. */
export function recordBody({ updatedAt, data, ...record }: PfaRecord, dateForm: DateForm): Readonly<Record<string, unknown>> {
  const entries = Object.entries(data).map(([name, value]) => {
    const asTime = dateForm === 'timestamp' && isDateField(name) && typeof value === 'string';
    return [name, asTime ? `${value}T00:00:00.000Z` : value] as const;
  });
  return { ...record, updatedAt: updatedAt.toISOString(), data: Object.fromEntries(entries) };
}
