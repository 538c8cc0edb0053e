import { expect } from 'chai';
import { McleodClient } from '../../../src/infrastructure/vendors/mcleod/mcleod-client.js';
import { MAX_PAGES, McleodPages, RECORD_LENGTH } from '../../../src/infrastructure/vendors/mcleod/mcleod-paging.js';
import type { VendorAnswer, VendorHttp, VendorRequest } from '../../../src/infrastructure/vendors/http/vendor-http.js';
import { expectVendorError } from '../../contracts/hours-of-service/hos-source-scenarios.js';
import { mcleodSession } from './mcleod-session.js';

const SEARCH = { operation: 'test.search', path: '/ws/orders/search', query: { 'orders.status': 'P' } };
/** Beyond what any guard lets through: without the guard the test fails instead of running for ever. */
const TOO_MANY_REQUESTS = 2 * MAX_PAGES;

/** A server in the same process, and remembers who asked for what. */
class ScriptedHttp implements VendorHttp {
  readonly requests: VendorRequest[] = [];

  constructor(private readonly answer: (offset: number) => unknown) {}

  async send(request: VendorRequest): Promise<VendorAnswer> {
    this.requests.push(request);
    if (this.requests.length > TOO_MANY_REQUESTS) throw new Error('The server leads in a circle and nobody noticed.');
    return { status: 200, body: await this.answer(Number(request.query?.['recordOffset'])), headers: {} };
  }

  offsets(): readonly unknown[] {
    return this.requests.map(({ query }) => query?.['recordOffset']);
  }
}

/** A server with this many rows that gives at most `cap` of them at a time. */
function serverWith(rows: number, cap: number): ScriptedHttp {
  return new ScriptedHttp((offset) => Array.from({ length: Math.max(0, Math.min(cap, RECORD_LENGTH, rows - offset)) }, (_, index) => ({ id: offset + index })));
}

function pagesOf(http: VendorHttp, now: () => Date = () => new Date(0)): McleodPages {
  return new McleodPages(new McleodClient({ ...mcleodSession('http://127.0.0.1:9'), http }), now);
}

async function idsOf(http: VendorHttp): Promise<unknown[]> {
  const found: unknown[] = [];
  for await (const { rows } of pagesOf(http).read(SEARCH)) found.push(...rows.map((row) => (row as { id: unknown }).id));
  return found;
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('Paging at McLeod', () => {
  it('always says how many rows it wants and from where, and repeats the filter', async () => {
    const http = serverWith(150, 1000);
    expect(await idsOf(http)).to.have.length(150);
    expect(http.requests.map(({ query }) => query)).to.deep.equal([
      { 'orders.status': 'P', recordLength: 100, recordOffset: 0 }, { 'orders.status': 'P', recordLength: 100, recordOffset: 100 },
    ]);
  });

  for (const [rows, cap, offsets] of [
    [0, 1000, [0]], [1, 1000, [0, 1]], [99, 1000, [0, 99]], [100, 1000, [0, 100]], [250, 1000, [0, 100, 200]], [300, 1000, [0, 100, 200, 300]],
    [120, 50, [0, 50, 100]], [100, 50, [0, 50, 100]], [3, 1, [0, 1, 2, 3]],
  ] as const) {
    it(`loses none of ${rows} rows where the server gives at most ${cap} at a time`, async () => {
      const http = serverWith(rows, cap);
      expect(await idsOf(http)).to.deep.equal(Array.from({ length: rows }, (_, index) => index));
      expect(http.offsets()).to.deep.equal(offsets);
    });
  }

  it('fetches one page ahead of the consumer, and only one', async () => {
    const http = serverWith(10_000, 100);
    const pages = pagesOf(http).read(SEARCH);
    for (const sent of [2, 3, 4]) {
      await pages.next();
      await settled();
      expect(http.requests).to.have.length(sent);
    }
    await pages.return();
  });

  it('dates each page by the moment it was asked for', async () => {
    let time = 0;
    const http = serverWith(2, 1);
    const asking = new ScriptedHttp((offset) => {
      time += 1000;
      return http.send({ operation: '', method: 'GET', path: '/', query: { recordOffset: offset } }).then(({ body }) => body);
    });
    const dates: number[] = [];
    for await (const { askedAt } of pagesOf(asking, () => new Date(time)).read(SEARCH)) dates.push(askedAt.getTime());
    expect(dates).to.deep.equal([0, 1000, 2000]);
  });

  it('refuses a server that repeats its first page, after delivering that once', async () => {
    const http = new ScriptedHttp(() => [{ id: 'a' }, { id: 'b' }]);
    const rows: unknown[] = [];
    const error = await expectVendorError('malformed', async () => {
      for await (const page of pagesOf(http).read(SEARCH)) rows.push(...page.rows);
    });
    expect(error.message).to.contain('repeated a page');
    expect(rows).to.have.length(2);
    expect(http.requests).to.have.length(2);
  });

  it('refuses more pages than any carrier has', async () => {
    const http = serverWith(Number.POSITIVE_INFINITY, 1);
    await expectVendorError('malformed', () => idsOf(http));
    expect(http.requests).to.have.length(MAX_PAGES);
  });

  it('stops asking when the caller aborts between two pages', async () => {
    const caller = new AbortController();
    const http = serverWith(1000, 100);
    const pages = pagesOf(http).read(SEARCH, caller.signal);
    await pages.next();
    caller.abort();
    await expectVendorError('timeout', () => pages.next());
    expect(http.requests).to.have.length(2);
  });
});
