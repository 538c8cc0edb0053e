import { expect } from 'chai';
import type { VendorHttp, VendorRequest } from '../../src/infrastructure/vendors/http/vendor-http.js';
import type { DatedRows } from '../../src/infrastructure/vendors/reading/rows-of-a-page.js';
import { expectVendorError } from '../contracts/vendor-error.js';
import { hanging, ScriptedHttp, settled } from './scripted-http.js';

/** A vendor's list, read page by page. */
export interface ListUnderTest {
  /** A list that never ends, one row a page. */
  readonly endless: (request: VendorRequest) => unknown;
  readonly isFirstPage: (request: VendorRequest) => boolean;
  readonly read: (http: VendorHttp, options?: { readonly now?: () => Date; readonly signal?: AbortSignal }) => AsyncGenerator<DatedRows, void, undefined>;
  readonly maxPages: number;
}

/** What holds for every list whatever its way of paging. */
export function itReadsPageByPage({ endless, isFirstPage, read, maxPages }: ListUnderTest): void {
  it('fetches one page ahead of the consumer, and only one', async () => {
    const http = new ScriptedHttp(endless);
    const pages = read(http);
    for (const sent of [2, 3, 4]) {
      await pages.next();
      await settled();
      expect(http.requests).to.have.length(sent);
    }
    await pages.return();
  });

  it('dates each page by the moment it was asked for', async () => {
    let time = 0;
    const http = new ScriptedHttp((request) => {
      time += 1000;
      return endless(request);
    });
    const dates: number[] = [];
    for await (const { askedAt } of read(http, { now: () => new Date(time) })) {
      if (dates.push(askedAt.getTime()) === 3) break;
    }
    expect(dates).to.deep.equal([0, 1000, 2000]);
  });

  it('stops asking when the consumer leaves, ends the page under way and leaves no rejection behind', async () => {
    const rejections: unknown[] = [];
    const onRejection = (reason: unknown): void => void rejections.push(reason);
    process.on('unhandledRejection', onRejection);
    const http = new ScriptedHttp((request) => (isFirstPage(request) ? endless(request) : hanging(request)));
    for await (const { rows } of read(http)) {
      expect(rows).to.have.length(1);
      break;
    }
    await settled();
    await settled();
    process.off('unhandledRejection', onRejection);
    expect(http.requests).to.have.length(2);
    expect(http.requests[1]?.signal?.aborted).to.equal(true);
    expect(rejections).to.deep.equal([]);
  });

  it('stops asking when the caller aborts between two pages', async () => {
    const caller = new AbortController();
    const http = new ScriptedHttp(endless);
    const pages = read(http, { signal: caller.signal });
    await pages.next();
    caller.abort();
    await expectVendorError('timeout', () => pages.next());
    await settled();
    expect(http.requests).to.have.length(2);
  });

  it('sends nothing when the caller has aborted already', async () => {
    const http = new ScriptedHttp(endless);
    await expectVendorError('timeout', () => read(http, { signal: AbortSignal.abort() }).next());
    expect(http.requests).to.deep.equal([]);
  });

  it('refuses more pages than any carrier has', async () => {
    const http = new ScriptedHttp(endless);
    const error = await expectVendorError('malformed', () => rowsOf(read(http)));
    expect(error.message).to.contain(String(maxPages));
    expect(http.requests).to.have.length(maxPages);
  });
}

/** The rows of a whole pass. */
export async function rowsOf(pages: AsyncIterable<DatedRows>): Promise<unknown[]> {
  const found: unknown[] = [];
  for await (const { rows } of pages) found.push(...rows);
  return found;
}
