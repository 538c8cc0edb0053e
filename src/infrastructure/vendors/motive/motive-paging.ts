import type { VendorError } from '../../../domain/shared/vendor-error.js';
import { onePageAhead, type FetchedPage } from '../reading/one-page-ahead.js';
import type { DatedRows } from '../reading/rows-of-a-page.js';
import type { VendorClient, VendorRead } from '../reading/vendor-client.js';
import { isFields } from '../reading/wire-values.js';

/** Documented maximum of `per_page` (the default is 25). */
export const PER_PAGE = 100;
/** A hundred thousand drivers. No carrier has them, so a longer pass is a vendor that counts wrong. */
export const MAX_PAGES = 1000;

/** Where a pass stands. */
interface Place {
  readonly pageNo: number;
  /** The total the page before stated. */
  readonly total?: number;
  /** Pages fetched before this one. */
  readonly fetched: number;
  /** The page to go on with after this one, when this is read a second time; undefined there: this is the end. */
  readonly resume?: { readonly pageNo: number | undefined };
}

const START: Place = { pageNo: 1, fetched: 0 };

/**
 * Reads one list of users page by page: `per_page=100`, `page_no` from 1 on. The rows stay wrapped (`{user: {…}}`). This is
 * paging by offset: while we read, rows move between pages. A row may come twice; whoever uses the rows keeps each driver
 * once. When the total shrinks between two pages, rows have moved forward to a page that was read already: that one is read
 * once more, or drivers would be missing.
 */
export class MotivePages {
  readonly #client: VendorClient;
  readonly #now: () => Date;

  constructor(client: VendorClient, now: () => Date) {
    this.#client = client;
    this.#now = now;
  }

  /** Every page, read one ahead of the consumer until it stops or `signal` aborts. Throws `VendorError`. */
  read(list: VendorRead, signal?: AbortSignal): AsyncGenerator<DatedRows, void, undefined> {
    const stopped = (): VendorError => this.#client.failure('timeout', list.operation, 'Reading Motive was stopped by the caller.');
    return onePageAhead((stop) => this.#fetch(list, START, stop), stopped, signal);
  }

  async #fetch(list: VendorRead, place: Place, signal: AbortSignal): Promise<FetchedPage<DatedRows>> {
    const { pageNo } = place;
    if (place.fetched >= MAX_PAGES) {
      throw this.#client.failure('malformed', list.operation, `Motive announced more than ${MAX_PAGES} pages.`);
    }
    const askedAt = this.#now();
    const query = { ...list.query, per_page: PER_PAGE, page_no: pageNo };
    // Looked at inside the attempt, so that a wrong envelope counts against the vendor's circuit.
    const accepts = (body: unknown): boolean => typeof userListOf(body, pageNo) !== 'string';
    const found = userListOf(await this.#client.read({ ...list, query, accepts }, signal), pageNo);
    if (typeof found === 'string') throw this.#client.failure('malformed', list.operation, found);
    const after = placeAfter(place, found);
    const next = after && ((stop: AbortSignal) => this.#fetch(list, after, stop));
    return { page: { rows: found.rows, askedAt }, next };
  }
}

/** Undefined after the last page. */
function placeAfter({ pageNo, total: before, fetched, resume }: Place, { total, isLast }: UserList): Place | undefined {
  const onward = resume === undefined ? (isLast ? undefined : pageNo + 1) : resume.pageNo;
  const walked = { total, fetched: fetched + 1 };
  if (before !== undefined && total < before && pageNo > 1) return { ...walked, pageNo: pageNo - 1, resume: { pageNo: onward } };
  return onward === undefined ? undefined : { ...walked, pageNo: onward };
}

export interface UserList {
  readonly rows: readonly unknown[];
  /** Rows of all pages, as this page states them. */
  readonly total: number;
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
  const isLast = askedPage * perPage >= total;
  if (users.length === 0 && !isLast) return 'Motive sent an empty page where it says there are more rows.';
  return { rows: users, total, isLast };
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}
