import { expect } from 'chai';
import { motiveClient } from '../../../src/infrastructure/vendors/motive/motive-client.js';
import { MAX_PAGES, MotivePages } from '../../../src/infrastructure/vendors/motive/motive-paging.js';
import { expectVendorError } from '../../contracts/vendor-error.js';
import { itReadsPageByPage, rowsOf, type ListUnderTest } from '../paging-cases.js';
import { ScriptedHttp } from '../scripted-http.js';
import { sessionWith } from './motive-session.js';

const LIST = { operation: 'test.list', path: '/v1/list', query: { role: 'driver' } };

function page(users: readonly unknown[], pagination: Readonly<Record<string, unknown>>): unknown {
  return { users, pagination: { per_page: 100, page_no: 1, total: users.length, ...pagination } };
}

const read: ListUnderTest['read'] = (http, { now = () => new Date(0), signal } = {}) =>
  new MotivePages(motiveClient(sessionWith(http)), now).read(LIST, signal);

/** A vendor that answers by the number of the page. */
const byPage = (answer: (pageNo: number) => unknown): ScriptedHttp => new ScriptedHttp(({ query }) => answer(Number(query?.['page_no'])));

describe('Paging at Motive', () => {
  it('counts pages from 1 and ends when page_no × per_page reaches the total', async () => {
    const http = byPage((page_no) => page([page_no], { page_no, total: 201 }));
    expect(await rowsOf(read(http))).to.deep.equal([1, 2, 3]);
    expect(http.requests.map(({ query }) => query)).to.deep.equal(
      [1, 2, 3].map((page_no) => ({ role: 'driver', per_page: 100, page_no })),
    );
  });

  it('asks for no page after a total that fills the last one', async () => {
    const http = byPage((page_no) => page([page_no], { page_no, total: 200 }));
    expect(await rowsOf(read(http))).to.deep.equal([1, 2]);
  });

  it('counts by the page size Motive states when that is smaller than the one asked for', async () => {
    const http = byPage((page_no) => page([page_no], { page_no, per_page: 25, total: 60 }));
    expect(await rowsOf(read(http))).to.deep.equal([1, 2, 3]);
  });

  it('refuses an empty page where the total says there are more rows: drivers would be missing', async () => {
    const http = byPage((page_no) => page(page_no === 1 ? [1] : [], { page_no, total: 5000 }));
    await expectVendorError('malformed', () => rowsOf(read(http)));
    expect(http.requests).to.have.length(2);
  });

  it('takes an empty list for what it is', async () => {
    expect(await rowsOf(read(byPage((page_no) => page([], { page_no, total: 0 }))))).to.deep.equal([]);
  });

  it('reads 250 drivers whole although 3 of the first page leave while it reads', async () => {
    const fleet = Array.from({ length: 250 }, (_, index) => index);
    const http = byPage((page_no) => {
      if (page_no === 2 && fleet.length === 250) fleet.splice(0, 3);
      return page(fleet.slice((page_no - 1) * 100, page_no * 100), { page_no, total: fleet.length });
    });
    expect(new Set(await rowsOf(read(http)))).to.include.all.keys(fleet);
    expect(http.requests.map(({ query }) => query?.['page_no'])).to.deep.equal([1, 2, 1, 3]);
  });

  it('reads the page before the last once more when the total shrinks at the end', async () => {
    const totals = [101, 100, 100];
    const http = byPage((page_no) => page([page_no], { page_no, total: totals.shift() }));
    expect(await rowsOf(read(http))).to.deep.equal([1, 2, 1]);
  });

  it('gives up a total that shrinks for ever', async () => {
    let total = 1_000_000;
    const http = byPage((page_no) => page([page_no], { page_no, total: (total -= 100) }));
    await expectVendorError('malformed', () => rowsOf(read(http)));
  });

  it('follows a total that grows while it reads', async () => {
    const http = byPage((page_no) => page([page_no], { page_no, total: page_no === 1 ? 101 : 201 }));
    expect(await rowsOf(read(http))).to.deep.equal([1, 2, 3]);
  });

  itReadsPageByPage({
    endless: ({ query }) => page(['row'], { per_page: 1, page_no: query?.['page_no'], total: 1_000_000 }),
    isFirstPage: ({ query }) => query?.['page_no'] === 1,
    read,
    maxPages: MAX_PAGES,
  });

  it('refuses a page it did not ask for after delivering the one before', async () => {
    const http = byPage(() => page(['same'], { page_no: 1, total: 500 }));
    const rows: unknown[] = [];
    const error = await expectVendorError('malformed', async () => {
      for await (const found of read(http)) rows.push(...found.rows);
    });
    expect(error.message).to.contain('another page');
    expect(rows).to.deep.equal(['same']);
    expect(http.requests).to.have.length(2);
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
      const http = byPage(() => body);
      await expectVendorError('malformed', () => rowsOf(read(http)));
      expect(http.requests[0]?.accepts?.(body)).to.equal(false);
    });
  }
});
