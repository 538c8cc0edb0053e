import type { VendorError } from '../../../domain/shared/vendor-error.js';
import { onePageAhead, type FetchedPage } from '../reading/one-page-ahead.js';
import type { DatedRows } from '../reading/rows-of-a-page.js';
import type { VendorClient, VendorRead } from '../reading/vendor-client.js';
import { isFields } from '../reading/wire-values.js';

/** Rows we ask for at a time. Always asked: without `recordLength` the server cuts the list off at a maximum and says nothing. */
export const RECORD_LENGTH = 100;
/** A hundred thousand rows. No carrier has them at once, so a longer pass is a server that sends us in circles. */
export const MAX_PAGES = 1000;

/** Where a pass stands. */
interface Progress {
  readonly offset: number;
  readonly pages: number;
  /** Rows of the longest page so far. */
  readonly longest: number;
  /** The ids of the page before. */
  readonly ids: string;
}

const START: Progress = { offset: 0, pages: 0, longest: 0, ids: '' };

/**
 * Reads one search of a LoadMaster server page by page. The server does not say whether more follow, so a page is the
 * last when it is empty, or shorter than one before it. A first page shorter than what we asked for is not: a server with
 * a lower maximum than ours would cut every page, and taking its first for the last would lose loads without a word.
 * This is paging by offset: a row that leaves the search while we read pulls one past us, which the next pass finds.
 */
export class McleodPages {
  readonly #client: VendorClient;
  readonly #now: () => Date;

  constructor(client: VendorClient, now: () => Date) {
    this.#client = client;
    this.#now = now;
  }

  /** Every page, read one ahead of the consumer until it stops or `signal` aborts. Throws `VendorError`. */
  read(search: VendorRead, signal?: AbortSignal): AsyncGenerator<DatedRows, void, undefined> {
    const stopped = (): VendorError => this.#client.failure('timeout', search.operation, 'Reading McLeod was stopped by the caller.');
    return onePageAhead((stop) => this.#fetch(search, START, stop), stopped, signal);
  }

  async #fetch(search: VendorRead, at: Progress, signal: AbortSignal): Promise<FetchedPage<DatedRows>> {
    if (at.pages >= MAX_PAGES) {
      throw this.#client.failure('malformed', search.operation, `McLeod sent more than ${MAX_PAGES} pages.`);
    }
    const askedAt = this.#now();
    const query = { ...search.query, recordLength: RECORD_LENGTH, recordOffset: at.offset };
    // Looked at inside the attempt, so that a body without a list counts against the server's circuit.
    const rows = rowsOf(await this.#client.read({ ...search, query, accepts: Array.isArray }, signal));
    const ids = JSON.stringify(rows.map((row) => (isFields(row) ? row['id'] : row)));
    if (rows.length > 0 && ids === at.ids) {
      throw this.#client.failure('malformed', search.operation, 'McLeod repeated a page.');
    }
    const isLast = rows.length === 0 || rows.length < at.longest;
    const after = { offset: at.offset + rows.length, pages: at.pages + 1, longest: Math.max(at.longest, rows.length), ids };
    const next = isLast ? undefined : (stop: AbortSignal) => this.#fetch(search, after, stop);
    return { page: { rows, askedAt }, next };
  }
}

function rowsOf(body: unknown): readonly unknown[] {
  return Array.isArray(body) ? body : [];
}
