import { expect } from 'chai';
import type { VendorAnswer, VendorHttp, VendorRequest } from '../../../src/infrastructure/vendors/http/vendor-http.js';
import { MotiveClient } from '../../../src/infrastructure/vendors/motive/motive-client.js';
import { MAX_PAGES, MotivePages } from '../../../src/infrastructure/vendors/motive/motive-paging.js';
import { VendorError } from '../../../src/domain/shared/vendor-error.js';
import { expectVendorError } from '../../contracts/hours-of-service/hos-source-scenarios.js';
import { sessionWith } from './motive-session.js';

const LIST = { operation: 'test.list', path: '/v1/list', query: { role: 'driver' } };

type Answer = (pageNo: number, request: VendorRequest) => unknown;

/** Beyond what any guard lets through: without the guard the test fails instead of running for ever. */
const TOO_MANY_REQUESTS = 2 * MAX_PAGES;

/** A vendor that answers in the same process, and remembers who asked for what. */
class ScriptedHttp implements VendorHttp {
  readonly requests: VendorRequest[] = [];

  constructor(private readonly answer: Answer) {}

  async send(request: VendorRequest): Promise<VendorAnswer> {
    this.requests.push(request);
    if (this.requests.length > TOO_MANY_REQUESTS) throw new Error('The vendor leads in a circle and nobody noticed.');
    return { status: 200, body: await this.answer(Number(request.query?.['page_no']), request), headers: {} };
  }
}

function page(users: readonly unknown[], pagination: Readonly<Record<string, unknown>>): unknown {
  return { users, pagination: { per_page: 100, page_no: 1, total: users.length, ...pagination } };
}

/** A fleet that never ends, one driver a page. */
const endless: Answer = (pageNo) => page([pageNo], { per_page: 1, page_no: pageNo, total: 1_000_000 });

function pagesOf(http: VendorHttp, now: () => Date = () => new Date(0)): MotivePages {
  return new MotivePages(new MotiveClient(sessionWith(http)), now);
}

async function rowsOf(pages: MotivePages): Promise<unknown[]> {
  const rows: unknown[] = [];
  for await (const { rows: more } of pages.read(LIST)) rows.push(...more);
  return rows;
}

/** Lets everything that can happen by itself happen. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('Paging at Motive', () => {
  it('counts pages from 1 and ends when page_no × per_page reaches the total', async () => {
    const http = new ScriptedHttp((page_no) => page([page_no], { page_no, total: 201 }));
    expect(await rowsOf(pagesOf(http))).to.deep.equal([1, 2, 3]);
    expect(http.requests.map(({ query }) => query)).to.deep.equal(
      [1, 2, 3].map((page_no) => ({ role: 'driver', per_page: 100, page_no })),
    );
  });

  it('asks for no page after a total that fills the last one', async () => {
    const http = new ScriptedHttp((page_no) => page([page_no], { page_no, total: 200 }));
    expect(await rowsOf(pagesOf(http))).to.deep.equal([1, 2]);
  });

  it('counts by the page size Motive states when that is smaller than the one asked for', async () => {
    const http = new ScriptedHttp((page_no) => page([page_no], { page_no, per_page: 25, total: 60 }));
    expect(await rowsOf(pagesOf(http))).to.deep.equal([1, 2, 3]);
  });

  it('refuses an empty page where the total says there are more rows: drivers would be missing', async () => {
    const http = new ScriptedHttp((page_no) => page(page_no === 1 ? [1] : [], { page_no, total: 5000 }));
    await expectVendorError('malformed', () => rowsOf(pagesOf(http)));
    expect(http.requests).to.have.length(2);
  });

  it('takes an empty list for what it is', async () => {
    expect(await rowsOf(pagesOf(new ScriptedHttp((page_no) => page([], { page_no, total: 0 }))))).to.deep.equal([]);
  });

  it('reads 250 drivers whole although 3 of the first page leave while it reads', async () => {
    const fleet = Array.from({ length: 250 }, (_, index) => index);
    const http = new ScriptedHttp((page_no) => {
      if (page_no === 2 && fleet.length === 250) fleet.splice(0, 3);
      return page(fleet.slice((page_no - 1) * 100, page_no * 100), { page_no, total: fleet.length });
    });
    expect(new Set(await rowsOf(pagesOf(http)))).to.include.all.keys(fleet);
    expect(http.requests.map(({ query }) => query?.['page_no'])).to.deep.equal([1, 2, 1, 3]);
  });

  it('reads the page before the last once more when the total shrinks at the end', async () => {
    const totals = [101, 100, 100];
    const http = new ScriptedHttp((page_no) => page([page_no], { page_no, total: totals.shift() }));
    expect(await rowsOf(pagesOf(http))).to.deep.equal([1, 2, 1]);
  });

  it('gives up a total that shrinks for ever', async () => {
    let total = 1_000_000;
    const http = new ScriptedHttp((page_no) => page([page_no], { page_no, total: (total -= 100) }));
    await expectVendorError('malformed', () => rowsOf(pagesOf(http)));
  });

  it('follows a total that grows while it reads', async () => {
    const http = new ScriptedHttp((page_no) => page([page_no], { page_no, total: page_no === 1 ? 101 : 201 }));
    expect(await rowsOf(pagesOf(http))).to.deep.equal([1, 2, 3]);
  });

  it('fetches one page ahead of the consumer, and only one', async () => {
    const http = new ScriptedHttp(endless);
    const pages = pagesOf(http).read(LIST);
    for (const sent of [2, 3, 4]) {
      await pages.next();
      await settled();
      expect(http.requests).to.have.length(sent);
    }
    await pages.return();
  });

  it('dates each page by the moment it was asked for', async () => {
    let time = 0;
    const http = new ScriptedHttp((page_no) => {
      time += 1000;
      return page([page_no], { page_no, total: 150 });
    });
    const dates: number[] = [];
    for await (const { askedAt } of pagesOf(http, () => new Date(time)).read(LIST)) dates.push(askedAt.getTime());
    expect(dates).to.deep.equal([0, 1000]);
  });

  it('stops asking when the consumer leaves, ends the page under way and leaves no rejection behind', async () => {
    const rejections: unknown[] = [];
    const onRejection = (reason: unknown): void => void rejections.push(reason);
    process.on('unhandledRejection', onRejection);
    const http = new ScriptedHttp((pageNo, request) => (pageNo === 1 ? endless(1, request) : aborted(request.signal)));
    for await (const { rows } of pagesOf(http).read(LIST)) {
      expect(rows).to.deep.equal([1]);
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
    const pages = pagesOf(http).read(LIST, caller.signal);
    await pages.next();
    caller.abort();
    await expectVendorError('timeout', () => pages.next());
    await settled();
    expect(http.requests).to.have.length(2);
  });

  it('sends nothing when the caller has aborted already', async () => {
    const http = new ScriptedHttp(endless);
    await expectVendorError('timeout', () => pagesOf(http).read(LIST, AbortSignal.abort()).next());
    expect(http.requests).to.deep.equal([]);
  });

  it('refuses a page it did not ask for after delivering the one before', async () => {
    const http = new ScriptedHttp(() => page(['same'], { page_no: 1, total: 500 }));
    const rows: unknown[] = [];
    const error = await expectVendorError('malformed', async () => {
      for await (const found of pagesOf(http).read(LIST)) rows.push(...found.rows);
    });
    expect(error.message).to.contain('another page');
    expect(rows).to.deep.equal(['same']);
    expect(http.requests).to.have.length(2);
  });

  it('refuses more pages than any fleet has', async () => {
    const http = new ScriptedHttp(endless);
    const error = await expectVendorError('malformed', () => rowsOf(pagesOf(http)));
    expect(error.message).to.contain(String(MAX_PAGES));
    expect(http.requests).to.have.length(MAX_PAGES);
  });

  for (const [what, body] of [
    ['no object', []], ['null', null], ['no users', { pagination: { per_page: 100, page_no: 1, total: 0 } }],
    ['users no list', page({} as never, { total: 0 })], ['no pagination', { users: [] }],
    ['a total of text', page([], { total: '2' })], ['no total', page([], { total: undefined })], ['a total of null', page([], { total: null })],
    ['a total below 0', page([], { total: -1 })], ['half a row', page([], { total: 0.5 })],
    ['a page_no of text', page([], { page_no: '1' })], ['no page_no', page([], { page_no: undefined })],
    ['no per_page', page([], { per_page: undefined })], ['a per_page of 0', page([], { per_page: 0 })],
    ['a larger per_page than asked for', page([], { per_page: 500 })],
  ] as const) {
    it(`refuses an envelope with ${what}, inside the attempt`, async () => {
      const http = new ScriptedHttp(() => body);
      await expectVendorError('malformed', () => rowsOf(pagesOf(http)));
      expect(http.requests[0]?.accepts?.(body)).to.equal(false);
    });
  }
});

function aborted(signal: AbortSignal | undefined): Promise<never> {
  return new Promise((_, reject) => {
    signal?.addEventListener('abort', () => {
      reject(new VendorError({ kind: 'timeout', vendor: 'MOTIVE_ELD', operation: 'test.list', detail: 'Stopped.' }));
    });
  });
}
