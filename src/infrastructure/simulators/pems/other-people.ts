import { between, draw } from '../seeded-draw.js';
import type { PfaBook, PfaRecord } from './pfa-book.js';
import type { PfaData } from './pfa-fields.js';
import { day } from './seeded-pfa.js';

const DAY_MS = 86_400_000;
/** After a long sleep only the last of them still matter. */
const MOST_AT_ONCE = 500;

/**
 * People who edit records in PEMS itself, one edit at each multiple of `everyMs`. Which record and what is decided by seed
 * and time, so that two runs of one scenario see the same edits.
 */
export class OtherPeople {
  readonly #seed: number;
  readonly #everyMs: number;
  #doneUntil: number;

  constructor(seed: number, everyMs: number, startedAt: Date) {
    this.#seed = seed;
    this.#everyMs = everyMs;
    this.#doneUntil = this.#turnAt(startedAt);
  }

  /** Makes the edits that are due, each dated with its own time. */
  catchUp(book: PfaBook, now: Date): void {
    const until = this.#turnAt(now);
    const from = Math.max(this.#doneUntil + 1, until - MOST_AT_ONCE + 1);
    for (let turn = from; turn <= until; turn += 1) this.#edit(book, turn);
    this.#doneUntil = Math.max(this.#doneUntil, until);
  }

  #turnAt(time: Date): number {
    return Math.floor(time.getTime() / this.#everyMs);
  }

  #edit(book: PfaBook, turn: number): void {
    const editable = book.list().filter(({ data }) => data['isDiscontinued'] !== true).map(({ pfaId }) => pfaId).sort();
    const record = book.find(editable[Math.floor(draw(this.#seed, turn, 1) * editable.length)] ?? '');
    if (record === undefined) return;
    const author = `pems.user-${between(1, 5, draw(this.#seed, turn, 2))}`;
    book.edit(record.pfaId, this.#changes(record, turn), new Date(turn * this.#everyMs), author);
  }

  #changes({ data }: PfaRecord, turn: number): PfaData {
    const { forecastEnd, monthlyRate } = data;
    const which = Math.floor(draw(this.#seed, turn, 3) * 4);
    if (which === 0 && typeof forecastEnd === 'string') return { forecastEnd: day(Date.parse(forecastEnd) + 7 * DAY_MS) };
    if (which === 1 && typeof monthlyRate === 'number') return { monthlyRate: Math.round(monthlyRate * 102) / 100 };
    if (which === 2) return { dor: data['dor'] === 'BEO' ? 'PROJECT' : 'BEO' };
    return { description: `Reviewed in week ${between(1, 52, draw(this.#seed, turn, 4))}` };
  }
}
