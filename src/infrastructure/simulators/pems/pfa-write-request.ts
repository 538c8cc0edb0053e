import type { PfaWrite } from './pfa-book.js';
import { readChanges } from './pfa-fields.js';

type Fields = Readonly<Record<string, unknown>>;

const LONGEST_ID = 100;

/** Reads the body of a PUT, or says what is wrong with it. */
export function readWrite(pfaId: string, organization: string, text: string): Omit<PfaWrite, 'idempotencyKey' | 'at'> | string {
  const body = objectIn(text);
  if (body === undefined) return 'The body must be a JSON object.';
  const problem = PROBLEMS.find(([, isWrong]) => isWrong(body, pfaId, organization));
  if (problem !== undefined) return problem[0];
  const { version, modifiedBy } = body;
  const changes = readChanges(body['changes'], version === 0);
  if (typeof changes === 'string') return changes;
  return { pfaId, version: Number(version), modifiedBy: String(modifiedBy), changes };
}

const PROBLEMS: readonly (readonly [detail: string, isWrong: (body: Fields, pfaId: string, organization: string) => boolean])[] = [
  ['The id in the path is too long.', (_, pfaId) => pfaId.length > LONGEST_ID],
  ['pfaId must be the one in the path.', (body, pfaId) => body['pfaId'] !== pfaId],
  ['organizationCode must be the one in the header.', (body, _, organization) => body['organizationCode'] !== organization],
  ['version must be a whole number from 0 on.', ({ version }) => !Number.isSafeInteger(version) || Number(version) < 0],
  ['modifiedBy must be a text.', ({ modifiedBy }) => typeof modifiedBy !== 'string' || modifiedBy.trim() === ''],
  ['changeReason must be a text.', ({ changeReason }) => changeReason !== undefined && typeof changeReason !== 'string'],
];

function objectIn(text: string): Fields | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}
