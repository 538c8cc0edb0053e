import { jsonAnswer, type SimulatedAnswer } from '../simulator-answer.js';
import type { McleodRecord } from './mcleod-freight.js';

/** How many rows a search gives when nobody says how many: then the list is cut off, and nothing tells. */
export const SEARCH_RESULT_MAXIMUM = 100;
/** How many rows a search gives however many are asked for. */
export const MOST_RECORDS = 1000;

/** A table that can be searched. */
export interface McleodTable {
  /** Prefix of its columns in a search: `orders.status`. */
  readonly prefix: string;
  readonly columns: readonly string[];
  /** Of the default sort, by id. */
  readonly direction: 'ASC' | 'DESC';
  readonly maxRecords: number;
}

const RESERVED = new Set(['orderBy', 'recordLength', 'recordOffset']);

/** Answers a search: column filters (`*` stands for anything), sort by id, one cut of the result. A bare JSON array. */
export function answerSearch(query: URLSearchParams, records: readonly McleodRecord[], table: McleodTable): SimulatedAnswer {
  const [sort, length, offset] = [sortOf(query.get('orderBy'), table), countOf(query.get('recordLength')), countOf(query.get('recordOffset'))];
  if (sort === undefined) return refusal('orderBy is not valid.');
  if (Number.isNaN(length) || Number.isNaN(offset)) return refusal('recordLength and recordOffset are numbers from 0 on.');
  const filters = [...query].filter(([name]) => !RESERVED.has(name)).map(([name, pattern]) => ({ column: columnOf(name, table), pattern }));
  if (filters.some(({ column }) => column === undefined)) return refusal('A search field is not known.');
  const found = records.filter(({ columns }) => filters.every(({ column, pattern }) => matches(columns[column ?? ''] ?? '', pattern)));
  const sorted = found.toSorted((a, b) => (sort === 'ASC' ? 1 : -1) * compare(a.columns['id'] ?? '', b.columns['id'] ?? ''));
  const start = offset ?? 0;
  const most = Math.min(length ?? SEARCH_RESULT_MAXIMUM, table.maxRecords);
  return jsonAnswer(200, sorted.slice(start, start + most).map(({ row }) => row));
}

function refusal(text: string): SimulatedAnswer {
  return { status: 400, headers: { 'content-type': 'text/plain' }, body: text };
}

/** `orders.id`, `orders.id ASC`: as a real server, descending where no direction is said. */
function sortOf(text: string | null, { prefix, direction }: McleodTable): 'ASC' | 'DESC' | undefined {
  if (text === null) return direction;
  const [column, said = 'DESC', ...more] = text.split(' ');
  if (more.length > 0 || (column !== 'id' && column !== `${prefix}.id`)) return undefined;
  return said === 'ASC' || said === 'DESC' ? said : undefined;
}

/** Undefined when absent, NaN when it is no count. */
function countOf(text: string | null): number | undefined {
  if (text === null) return undefined;
  return /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
}

function columnOf(name: string, { prefix, columns }: McleodTable): string | undefined {
  const column = name.startsWith(`${prefix}.`) ? name.slice(prefix.length + 1) : name;
  return columns.includes(column) ? column : undefined;
}

function matches(value: string, pattern: string): boolean {
  const [head = '', ...rest] = pattern.split('*');
  return rest.length === 0 ? value === head : value.startsWith(head) && value.endsWith(rest.at(-1) ?? '');
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
