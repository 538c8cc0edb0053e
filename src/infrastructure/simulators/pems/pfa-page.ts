import { byChange, type PfaRecord } from './pfa-book.js';

const LONGEST_PAGE = 500;
const USUAL_PAGE = 100;
const RFC_3339 = /^\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(\.\d{1,9})?([Zz]|[+-]\d{2}:\d{2})$/;

type Position = Pick<PfaRecord, 'updatedAt' | 'pfaId'>;

export interface PfaPage {
  readonly records: readonly PfaRecord[];
  /** Undefined on the last page. */
  readonly nextCursor: string | undefined;
}

/**
 * A page of records in the order of their last change, or a sentence saying what is wrong with the query. `updatedSince`
 * includes its own moment. A record that changes between two pages comes again, later; none is lost.
 */
export function pageOf(records: readonly PfaRecord[], query: URLSearchParams): PfaPage | string {
  const limit = limitOf(query.get('limit'));
  if (limit === undefined) return `limit must be 1 to ${LONGEST_PAGE}.`;
  const since = timeOf(query.get('updatedSince'));
  if (since === undefined) return 'updatedSince must be an RFC 3339 time.';
  const cursor = query.get('cursor') ?? '';
  const after = cursor === '' ? undefined : positionOf(cursor);
  if (cursor !== '' && after === undefined) return 'cursor is not valid.';
  const left = records.filter((record) => record.updatedAt.getTime() >= since && (after === undefined || byChange(record, after) > 0));
  const page = left.slice(0, limit);
  const last = left.length > limit ? page.at(-1) : undefined;
  return { records: page, nextCursor: last === undefined ? undefined : cursorAt(last) };
}

function limitOf(text: string | null): number | undefined {
  if (text === null) return USUAL_PAGE;
  const limit = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  return limit >= 1 && limit <= LONGEST_PAGE ? limit : undefined;
}

function timeOf(text: string | null): number | undefined {
  if (text === null) return Number.NEGATIVE_INFINITY;
  const time = RFC_3339.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(time) ? undefined : time;
}

function cursorAt({ updatedAt, pfaId }: Position): string {
  return Buffer.from(`${updatedAt.getTime()}:${pfaId}`).toString('base64url');
}

/** Where a page ended; undefined for a cursor we never gave. */
function positionOf(cursor: string): Position | undefined {
  const found = /^(\d{1,15}):(.+)$/s.exec(Buffer.from(cursor, 'base64url').toString('utf8'));
  const position = { updatedAt: new Date(Number(found?.[1])), pfaId: found?.[2] ?? '' };
  return found !== null && cursorAt(position) === cursor ? position : undefined;
}
