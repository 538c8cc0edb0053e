import type { SamsaraClient, SamsaraRead } from './samsara-client.js';
import { isFields } from './samsara-values.js';

/** Documented default and maximum of `limit`. */
export const PAGE_LIMIT = 512;
/** Half a million drivers. No carrier has them, so a longer pass is a vendor that sends us in circles. */
export const MAX_PAGES = 1000;

/** Rows of one vendor page, and the moment just before we asked for them. */
export interface SamsaraPage {
  readonly rows: readonly unknown[];
  readonly askedAt: Date;
}

interface Fetched extends SamsaraPage {
  /** Undefined on the last page. May be `""`. */
  readonly nextCursor: string | undefined;
}

/** Reads one list of Samsara page by page: `limit=512`, the same parameters each time, `after` until `hasNextPage` is false. */
export class SamsaraPages {
  readonly #client: SamsaraClient;
  readonly #now: () => Date;

  constructor(client: SamsaraClient, now: () => Date) {
    this.#client = client;
    this.#now = now;
  }

  /**
   * Every page. While the consumer works on one page the next is on its way, never more than that one. When the consumer
   * stops, or `signal` aborts, that request is ended and none follows. Throws `VendorError`.
   */
  async *read(list: SamsaraRead, signal?: AbortSignal): AsyncGenerator<SamsaraPage, void, undefined> {
    const stop = new AbortController();
    const onAbort = (): void => stop.abort(signal?.reason);
    signal?.addEventListener('abort', onAbort, { once: true });
    if (signal?.aborted === true) onAbort();
    try {
      yield* this.#oneAhead(list, stop.signal);
    } finally {
      signal?.removeEventListener('abort', onAbort);
      stop.abort();
    }
  }

  async *#oneAhead(list: SamsaraRead, signal: AbortSignal): AsyncGenerator<SamsaraPage, void, undefined> {
    const seen = new Set<string>();
    let pending: Promise<Fetched> | undefined = this.#fetch(list, undefined, signal);
    while (pending !== undefined) {
      const { rows, askedAt, nextCursor }: Fetched = await pending;
      this.#refuseWhenStopped(list, signal);
      pending = nextCursor === undefined ? undefined : this.#follow(list, nextCursor, seen, signal);
      // If the consumer never comes back for it, its failure is nobody's business; else the await above still sees it.
      pending?.catch(() => undefined);
      yield { rows, askedAt };
    }
  }

  /** The page after a cursor, unless the vendor leads us in a circle. */
  async #follow(list: SamsaraRead, cursor: string, seen: Set<string>, signal: AbortSignal): Promise<Fetched> {
    if (seen.has(cursor)) throw this.#client.failure('malformed', list.operation, 'Samsara repeated a page cursor.');
    seen.add(cursor);
    if (seen.size >= MAX_PAGES) {
      throw this.#client.failure('malformed', list.operation, `Samsara announced more than ${MAX_PAGES} pages.`);
    }
    return await this.#fetch(list, cursor, signal);
  }

  async #fetch(list: SamsaraRead, after: string | undefined, signal: AbortSignal): Promise<Fetched> {
    this.#refuseWhenStopped(list, signal);
    const askedAt = this.#now();
    const query = { ...list.query, limit: PAGE_LIMIT, after };
    const body = await this.#client.read({ ...list, query, accepts: isListEnvelope }, signal);
    const envelope = listEnvelopeOf(body);
    if (typeof envelope === 'string') throw this.#client.failure('malformed', list.operation, envelope);
    return { ...envelope, askedAt };
  }

  #refuseWhenStopped(list: SamsaraRead, signal: AbortSignal): void {
    if (signal.aborted) throw this.#client.failure('timeout', list.operation, 'Reading Samsara was stopped by the caller.');
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
