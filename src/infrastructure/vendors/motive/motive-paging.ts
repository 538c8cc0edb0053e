import type { VendorError } from '../../../domain/shared/vendor-error.js';
import { onePageAhead, type FetchedPage } from '../one-page-ahead.js';
import { isFields } from '../wire-values.js';
import type { MotiveClient, MotiveRead } from './motive-client.js';

/** Documented maximum of `per_page` (the default is 25). */
export const PER_PAGE = 100;
/** A hundred thousand drivers. No carrier has them, so a longer pass is a vendor that counts wrong. */
export const MAX_PAGES = 1000;

/** Rows of one vendor page, still wrapped (`{user: {…}}`), and the moment just before we asked for them. */
export interface MotivePage {
  readonly rows: readonly unknown[];
  readonly askedAt: Date;
}

/**
 * Reads one list of users page by page: `per_page=100`, `page_no` from 1 on. This is paging by offset: while we read, rows
 * move between pages, so a row may come twice. Whoever uses the rows keeps each driver once.
 */
export class MotivePages {
  readonly #client: MotiveClient;
  readonly #now: () => Date;

  constructor(client: MotiveClient, now: () => Date) {
    this.#client = client;
    this.#now = now;
  }

  /** Every page, read one ahead of the consumer until it stops or `signal` aborts. Throws `VendorError`. */
  read(list: MotiveRead, signal?: AbortSignal): AsyncGenerator<MotivePage, void, undefined> {
    const stopped = (): VendorError => this.#client.failure('timeout', list.operation, 'Reading Motive was stopped by the caller.');
    return onePageAhead((stop) => this.#fetch(list, 1, stop), stopped, signal);
  }

  async #fetch(list: MotiveRead, pageNo: number, signal: AbortSignal): Promise<FetchedPage<MotivePage>> {
    if (pageNo > MAX_PAGES) {
      throw this.#client.failure('malformed', list.operation, `Motive announced more than ${MAX_PAGES} pages.`);
    }
    const askedAt = this.#now();
    const query = { ...list.query, per_page: PER_PAGE, page_no: pageNo };
    // Looked at inside the attempt, so that a wrong envelope counts against the vendor's circuit.
    const accepts = (body: unknown): boolean => typeof userListOf(body, pageNo) !== 'string';
    const found = userListOf(await this.#client.read({ ...list, query, accepts }, signal), pageNo);
    if (typeof found === 'string') throw this.#client.failure('malformed', list.operation, found);
    const next = found.isLast ? undefined : (stop: AbortSignal) => this.#fetch(list, pageNo + 1, stop);
    return { page: { rows: found.rows, askedAt }, next };
  }
}

export interface UserList {
  readonly rows: readonly unknown[];
  readonly isLast: boolean;
}

/**
 * The rows of a list of users and whether they are the last, or a sentence saying what is wrong with it. The page size is
 * the one Motive states: were it smaller than ours and we counted by ours, we would stop too early and lose drivers.
 */
export function userListOf(body: unknown, askedPage: number): UserList | string {
  if (!isFields(body)) return 'Motive sent no JSON object.';
  const { users, pagination } = body;
  if (!Array.isArray(users)) return 'Motive sent no list under "users".';
  if (!isFields(pagination)) return 'Motive sent no "pagination".';
  const { per_page: perPage, page_no: pageNo, total } = pagination;
  if (pageNo !== askedPage) return 'Motive sent another page than the one asked for.';
  if (!isCount(total)) return 'Motive did not say how many rows there are.';
  if (!isCount(perPage) || perPage < 1 || perPage > PER_PAGE) return 'Motive did not say how many rows a page has.';
  return { rows: users, isLast: users.length === 0 || askedPage * perPage >= total };
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}
