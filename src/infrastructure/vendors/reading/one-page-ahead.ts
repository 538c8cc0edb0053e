/** A page of a vendor's list. */
export interface FetchedPage<Page> {
  readonly page: Page;
  /** Fetches the page after this one; undefined on the last. */
  readonly next: FetchPage<Page> | undefined;
}

export type FetchPage<Page> = (signal: AbortSignal) => Promise<FetchedPage<Page>>;

/**
 * Every page, from the first on. While the consumer works on one page the next is on its way, never more than that one.
 * When the consumer stops, that request is ended and none follows; when `signal` aborts, `stopped()` is thrown as well. A
 * page that fails is thrown in its turn, after the pages before it.
 */
export async function* onePageAhead<Page>(
  first: FetchPage<Page>,
  stopped: () => Error,
  signal?: AbortSignal,
): AsyncGenerator<Page, void, undefined> {
  const stop = new AbortController();
  const onAbort = (): void => stop.abort(signal?.reason);
  signal?.addEventListener('abort', onAbort, { once: true });
  if (signal?.aborted === true) onAbort();
  try {
    yield* pagesUntil(first, stopped, stop.signal);
  } finally {
    signal?.removeEventListener('abort', onAbort);
    stop.abort();
  }
}

async function* pagesUntil<Page>(
  first: FetchPage<Page>,
  stopped: () => Error,
  signal: AbortSignal,
): AsyncGenerator<Page, void, undefined> {
  const refuseWhenStopped = (): void => {
    if (signal.aborted) throw stopped();
  };
  refuseWhenStopped();
  let pending: Promise<FetchedPage<Page>> | undefined = first(signal);
  while (pending !== undefined) {
    const { page, next }: FetchedPage<Page> = await pending;
    refuseWhenStopped();
    pending = next?.(signal);
    // If the consumer never comes back for it, its failure is nobody's business; else the await above still sees it.
    pending?.catch(() => undefined);
    yield page;
  }
}
