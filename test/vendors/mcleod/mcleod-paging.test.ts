import { expect } from 'chai';
import { mcleodClient } from '../../../src/infrastructure/vendors/mcleod/mcleod-client.js';
import { MAX_PAGES, McleodPages, RECORD_LENGTH } from '../../../src/infrastructure/vendors/mcleod/mcleod-paging.js';
import type { VendorRequest } from '../../../src/infrastructure/vendors/http/vendor-http.js';
import { expectVendorError } from '../../contracts/vendor-error.js';
import { itReadsPageByPage, rowsOf, type ListUnderTest } from '../paging-cases.js';
import { ScriptedHttp } from '../scripted-http.js';
import { mcleodSession } from './mcleod-session.js';

const SEARCH = { operation: 'test.search', path: '/ws/orders/search', query: { 'orders.status': 'P' } };

/** A server with this many rows that gives at most `cap` of them at a time. */
const rowsFrom = (rows: number, cap: number) => ({ query }: VendorRequest): readonly unknown[] => {
  const offset = Number(query?.['recordOffset']);
  return Array.from({ length: Math.max(0, Math.min(cap, RECORD_LENGTH, rows - offset)) }, (_, index) => ({ id: offset + index }));
};

const read: ListUnderTest['read'] = (http, { now = () => new Date(0), signal } = {}) =>
  new McleodPages(mcleodClient({ ...mcleodSession('http://127.0.0.1:9'), http }), now).read(SEARCH, signal);

describe('Paging at McLeod', () => {
  it('always says how many rows it wants and from where, and repeats the filter', async () => {
    const http = new ScriptedHttp(rowsFrom(150, 1000));
    expect(await rowsOf(read(http))).to.have.length(150);
    expect(http.requests.map(({ query }) => query)).to.deep.equal([
      { 'orders.status': 'P', recordLength: 100, recordOffset: 0 }, { 'orders.status': 'P', recordLength: 100, recordOffset: 100 },
    ]);
  });

  for (const [rows, cap, offsets] of [
    [0, 1000, [0]], [1, 1000, [0, 1]], [99, 1000, [0, 99]], [100, 1000, [0, 100]], [250, 1000, [0, 100, 200]], [300, 1000, [0, 100, 200, 300]],
    [120, 50, [0, 50, 100]], [100, 50, [0, 50, 100]], [3, 1, [0, 1, 2, 3]],
  ] as const) {
    it(`loses none of ${rows} rows where the server gives at most ${cap} at a time`, async () => {
      const http = new ScriptedHttp(rowsFrom(rows, cap));
      expect(await rowsOf(read(http))).to.deep.equal(Array.from({ length: rows }, (_, id) => ({ id })));
      expect(http.requests.map(({ query }) => query?.['recordOffset'])).to.deep.equal(offsets);
    });
  }

  it('refuses a server that repeats its first page, after delivering that once', async () => {
    const http = new ScriptedHttp(() => [{ id: 'a' }, { id: 'b' }]);
    const rows: unknown[] = [];
    const error = await expectVendorError('malformed', async () => {
      for await (const page of read(http)) rows.push(...page.rows);
    });
    expect(error.message).to.contain('repeated a page');
    expect(rows).to.have.length(2);
    expect(http.requests).to.have.length(2);
  });

  itReadsPageByPage({
    endless: rowsFrom(Number.POSITIVE_INFINITY, 1),
    isFirstPage: ({ query }) => query?.['recordOffset'] === 0,
    read,
    maxPages: MAX_PAGES,
  });
});
