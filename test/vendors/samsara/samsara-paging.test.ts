import { expect } from 'chai';
import { samsaraClient } from '../../../src/infrastructure/vendors/samsara/samsara-client.js';
import { MAX_PAGES, SamsaraPages } from '../../../src/infrastructure/vendors/samsara/samsara-paging.js';
import { expectVendorError } from '../../contracts/vendor-error.js';
import { itReadsPageByPage, rowsOf, type ListUnderTest } from '../paging-cases.js';
import { ScriptedHttp } from '../scripted-http.js';
import { sessionWith } from './samsara-session.js';

const LIST = { operation: 'test.list', path: '/list', query: { tagIds: '5' } };

function page(rows: readonly unknown[], endCursor?: string): unknown {
  return { data: rows, pagination: { endCursor: endCursor ?? '', hasNextPage: endCursor !== undefined } };
}

const read: ListUnderTest['read'] = (http, { now = () => new Date(0), signal } = {}) =>
  new SamsaraPages(samsaraClient(sessionWith(http, now)), now).read(LIST, signal);

/** A vendor that answers by the cursor it is asked with. */
const byCursor = (answer: (after: unknown) => unknown): ScriptedHttp => new ScriptedHttp(({ query }) => answer(query?.['after']));

describe('Paging at Samsara', () => {
  it('goes on through short and empty pages until hasNextPage is false', async () => {
    const http = byCursor((after) => {
      if (after === undefined) return page([], 'a');
      return after === 'a' ? page([1], 'b') : page([2, 3]);
    });
    expect(await rowsOf(read(http))).to.deep.equal([1, 2, 3]);
    expect(http.requests.map(({ query }) => query)).to.deep.equal(
      [undefined, 'a', 'b'].map((after) => ({ tagIds: '5', limit: 512, after })),
    );
  });

  itReadsPageByPage({
    endless: ({ query }) => page(['row'], `${Number(query?.['after'] ?? 0) + 1}`),
    isFirstPage: ({ query }) => query?.['after'] === undefined,
    read,
    maxPages: MAX_PAGES,
  });

  it('refuses a repeated cursor after delivering the page that sent it', async () => {
    const http = byCursor((after) => page([after], after === undefined ? 'a' : 'b'));
    const rows: unknown[] = [];
    const error = await expectVendorError('malformed', async () => {
      for await (const found of read(http)) rows.push(...found.rows);
    });
    expect(error.message).to.contain('cursor');
    expect(rows).to.deep.equal([undefined, 'a', 'b']);
    expect(http.requests).to.have.length(3);
  });

  for (const [what, body] of [
    ['no object', []], ['null', null], ['no data', { pagination: { hasNextPage: false } }], ['data no list', page({} as never)],
    ['no pagination', { data: [] }], ['hasNextPage no boolean', { data: [], pagination: { hasNextPage: 'false' } }],
    ['more pages without cursor', { data: [], pagination: { hasNextPage: true } }],
    ['a numeric cursor', { data: [], pagination: { hasNextPage: true, endCursor: 7 } }],
  ] as const) {
    it(`refuses an envelope with ${what}`, async () => {
      await expectVendorError('malformed', () => rowsOf(read(byCursor(() => body))));
    });
  }
});
