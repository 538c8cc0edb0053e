/** The value of a field as JSON has it; null where there is none. Calendar dates are `YYYY-MM-DD`. */
export type PfaValue = string | number | boolean | null;

export type PfaData = Readonly<Record<string, PfaValue>>;

type FieldKind = 'text' | 'date' | 'number' | 'flag' | readonly string[];

/** Every field of a PFA record. */
const FIELDS: Readonly<Record<string, FieldKind>> = {
  category: 'text',
  class: 'text',
  source: ['Rental', 'Purchase'],
  dor: ['BEO', 'PROJECT'],
  areaSilo: 'text',
  manufacturer: 'text',
  model: 'text',
  description: 'text',
  monthlyRate: 'number',
  purchasePrice: 'number',
  forecastStart: 'date',
  forecastEnd: 'date',
  originalStart: 'date',
  originalEnd: 'date',
  actualStart: 'date',
  actualEnd: 'date',
  isActualized: 'flag',
  isDiscontinued: 'flag',
  isFundsTransferable: 'flag',
  hasPlan: 'flag',
  hasActuals: 'flag',
};

const READ_ONLY: ReadonlySet<string> = new Set(['isActualized', 'hasPlan', 'hasActuals']);
/** Given once, when the record is made. */
const FIXED: ReadonlySet<string> = new Set(['originalStart', 'originalEnd']);
const MIDNIGHT = /^(\d{4}-\d{2}-\d{2})(?:T00:00:00(?:\.0{1,9})?(?:Z|[+-]00:00))?$/;

/** A record without anything in it. */
export const EMPTY_PFA: PfaData = Object.fromEntries(Object.entries(FIELDS).map(([name, kind]) => [name, kind === 'flag' ? false : null]));

export function isDateField(name: string): boolean {
  return FIELDS[name] === 'date';
}

/** The changes as they are stored, or a sentence saying what is wrong with them. Null clears a field that is no flag. */
export function readChanges(sent: unknown, creating: boolean): PfaData | string {
  if (typeof sent !== 'object' || sent === null || Array.isArray(sent)) return 'changes must be an object.';
  const read: Record<string, PfaValue> = {};
  for (const [name, value] of Object.entries(sent)) {
    const kind = Object.hasOwn(FIELDS, name) ? FIELDS[name] : undefined;
    if (kind === undefined) return `changes has an unknown field ${name.slice(0, 50)}.`;
    if (READ_ONLY.has(name) || (FIXED.has(name) && !creating)) return `${name} is read-only.`;
    const stored = storedValue(kind, value);
    if (stored === undefined) return `${name} has a wrong value.`;
    read[name] = stored;
  }
  return Object.keys(read).length === 0 && !creating ? 'changes is empty.' : read;
}

function storedValue(kind: FieldKind, value: unknown): PfaValue | undefined {
  if (value === null) return kind === 'flag' ? undefined : null;
  if (kind === 'flag') return typeof value === 'boolean' ? value : undefined;
  if (kind === 'number') return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
  if (typeof value !== 'string') return undefined;
  if (kind === 'date') return calendarDate(value);
  return kind === 'text' || kind.includes(value) ? value : undefined;
}

/** A calendar date, or the midnight (UTC) it begins with. */
function calendarDate(text: string): string | undefined {
  const date = MIDNIGHT.exec(text)?.[1];
  if (date === undefined) return undefined;
  const parsed = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(date) ? date : undefined;
}
