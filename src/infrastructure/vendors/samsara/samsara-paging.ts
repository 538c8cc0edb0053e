import type { VendorError } from '../../../domain/shared/vendor-error.js';
import { onePageAhead, type FetchedPage } from '../reading/one-page-ahead.js';
import type { DatedRows } from '../reading/rows-of-a-page.js';
import type { VendorClient, VendorRead } from '../reading/vendor-client.js';
import { isFields } from '../reading/wire-values.js';

/** Documented default and maximum of `limit`. */
export const PAGE_LIMIT = 512;
/** Half a million drivers. No carrier has them, so a longer pass is a vendor that sends us in circles. */
export const MAX_PAGES = 1000;

/** Reads one list of Samsara page by page: `limit=512`, the same parameters each time, `after` until `hasNextPage` is false. */
export class SamsaraPages {
  readonly #client: VendorClient;
  readonly #now: () => Date;

  constructor(client: VendorClient, now: () => Date) {
    this.#client = client;
    this.#now = now;
  }

  /** Every page, read one ahead of the consumer until it stops or `signal` aborts. Throws `VendorError`. */
  read(list: VendorRead, signal?: AbortSignal): AsyncGenerator<DatedRows, void, undefined> {
    const stopped = (): VendorError => this.#client.failure('timeout', list.operation, 'Reading Samsara was stopped by the caller.');
    const seen = new Set<string>();
    return onePageAhead((stop) => this.#fetch(list, undefined, seen, stop), stopped, signal);
  }

  async #fetch(list: VendorRead, after: string | undefined, seen: Set<string>, signal: AbortSignal): Promise<FetchedPage<DatedRows>> {
    const askedAt = this.#now();
    const query = { ...list.query, limit: PAGE_LIMIT, after };
    const body = await this.#client.read({ ...list, query, accepts: isListEnvelope }, signal);
    const envelope = listEnvelopeOf(body);
    if (typeof envelope === 'string') throw this.#client.failure('malformed', list.operation, envelope);
    const { rows, nextCursor } = envelope;
    const next = nextCursor === undefined ? undefined : (stop: AbortSignal) => this.#follow(list, nextCursor, seen, stop);
    return { page: { rows, askedAt }, next };
  }

  /** The page after a cursor, unless the vendor leads us in a circle. */
  async #follow(list: VendorRead, cursor: string, seen: Set<string>, signal: AbortSignal): Promise<FetchedPage<DatedRows>> {
    if (seen.has(cursor)) throw this.#client.failure('malformed', list.operation, 'Samsara repeated a page cursor.');
    seen.add(cursor);
    if (seen.size >= MAX_PAGES) {
      throw this.#client.failure('malformed', list.operation, `Samsara announced more than ${MAX_PAGES} pages.`);
    }
    return await this.#fetch(list, cursor, seen, signal);
  }
}

/** Looked at inside the attempt, so that a wrong envelope counts against the vendor's circuit. */
const isListEnvelope = (body: unknown): boolean => typeof listEnvelopeOf(body) !== 'string';

/** What surrounds the rows of a list, or a sentence saying what is wrong with it. */
export function listEnvelopeOf(body: unknown): { rows: readonly unknown[]; nextCursor: string | undefined } | string {
  if (!isFields(body)) return 'Samsara sent no JSON object.';
  const { data, pagination } = body;
  if (!Array.isArray(data)) return 'Samsara sent no list under "data".';
  if (!isFields(pagination)) return 'Samsara sent no "pagination".';
  const { hasNextPage, endCursor } = pagination;
  if (typeof hasNextPage !== 'boolean') return 'Samsara did not say whether more pages follow.';
  if (!hasNextPage) return { rows: data, nextCursor: undefined };
  if (typeof endCursor !== 'string') return 'Samsara announced more pages without a cursor.';
  return { rows: data, nextCursor: endCursor };
}
