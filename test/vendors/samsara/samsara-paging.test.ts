import { expect } from 'chai';
import type { VendorAnswer, VendorHttp, VendorRequest } from '../../../src/infrastructure/vendors/http/vendor-http.js';
import { SamsaraClient } from '../../../src/infrastructure/vendors/samsara/samsara-client.js';
import { MAX_PAGES, SamsaraPages } from '../../../src/infrastructure/vendors/samsara/samsara-paging.js';
import { VendorError } from '../../../src/domain/shared/vendor-error.js';
import { expectVendorError } from '../../contracts/hours-of-service/hos-source-scenarios.js';
import { sessionWith } from './samsara-session.js';

const LIST = { operation: 'test.list', path: '/list', query: { tagIds: '5' } };

type Answer = (after: unknown, request: VendorRequest) => unknown;

/** Beyond what any guard lets through: without the guard the test fails instead of running for ever. */
const TOO_MANY_REQUESTS = 2 * MAX_PAGES;

/** A vendor that answers in the same process, and remembers who asked for what. */
class ScriptedHttp implements VendorHttp {
  readonly requests: VendorRequest[] = [];

  constructor(private readonly answer: Answer) {}

  async send(request: VendorRequest): Promise<VendorAnswer> {
    this.requests.push(request);
    if (this.requests.length > TOO_MANY_REQUESTS) throw new Error('The vendor leads in a circle and nobody noticed.');
    return { status: 200, body: await this.answer(request.query?.['after'], request), headers: {} };
  }
}

function page(rows: readonly unknown[], endCursor?: string): unknown {
  return { data: rows, pagination: { endCursor: endCursor ?? '', hasNextPage: endCursor !== undefined } };
}

function pagesOf(http: VendorHttp, now: () => Date = () => new Date(0)): SamsaraPages {
  return new SamsaraPages(new SamsaraClient(sessionWith(http, now)), now);
}

async function rowsOf(pages: SamsaraPages): Promise<unknown[]> {
  const rows: unknown[] = [];
  for await (const { rows: more } of pages.read(LIST)) rows.push(...more);
  return rows;
}

/** Lets everything that can happen by itself happen. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('Paging at Samsara', () => {
  it('goes on through short and empty pages until hasNextPage is false', async () => {
    const http = new ScriptedHttp((after) => {
      if (after === undefined) return page([], 'a');
      return after === 'a' ? page([1], 'b') : page([2, 3]);
    });
    expect(await rowsOf(pagesOf(http))).to.deep.equal([1, 2, 3]);
    expect(http.requests.map(({ query }) => query)).to.deep.equal(
      [undefined, 'a', 'b'].map((after) => ({ tagIds: '5', limit: 512, after })),
    );
  });

  it('fetches one page ahead of the consumer, and only one', async () => {
    const http = new ScriptedHttp((after) => page([], `${String(after)}+`));
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
    const http = new ScriptedHttp((after) => {
      time += 1000;
      return after === undefined ? page([], 'a') : page([]);
    });
    const dates: number[] = [];
    for await (const { askedAt } of pagesOf(http, () => new Date(time)).read(LIST)) dates.push(askedAt.getTime());
    expect(dates).to.deep.equal([0, 1000]);
  });

  it('stops asking when the consumer leaves, ends the page under way and leaves no rejection behind', async () => {
    const rejections: unknown[] = [];
    const onRejection = (reason: unknown): void => void rejections.push(reason);
    process.on('unhandledRejection', onRejection);
    const http = new ScriptedHttp((after, { signal }) => (after === undefined ? page([1], 'a') : aborted(signal)));
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
    const http = new ScriptedHttp((after) => page([], `${String(after)}+`));
    const pages = pagesOf(http).read(LIST, caller.signal);
    await pages.next();
    caller.abort();
    await expectVendorError('timeout', () => pages.next());
    await settled();
    expect(http.requests).to.have.length(2);
  });

  it('refuses a repeated cursor after delivering the page that sent it', async () => {
    const http = new ScriptedHttp((after) => page([after], after === undefined ? 'a' : 'b'));
    const rows: unknown[] = [];
    const error = await expectVendorError('malformed', async () => {
      for await (const found of pagesOf(http).read(LIST)) rows.push(...found.rows);
    });
    expect(error.message).to.contain('cursor');
    expect(rows).to.deep.equal([undefined, 'a', 'b']);
    expect(http.requests).to.have.length(3);
  });

  it('refuses more pages than any fleet has', async () => {
    const http = new ScriptedHttp((after) => page([], `${Number(after ?? 0) + 1}`));
    await expectVendorError('malformed', () => rowsOf(pagesOf(http)));
    expect(http.requests).to.have.length(MAX_PAGES);
  });

  for (const [what, body] of [
    ['no object', []], ['null', null], ['no data', { pagination: { hasNextPage: false } }], ['data no list', page({} as never)],
    ['no pagination', { data: [] }], ['hasNextPage no boolean', { data: [], pagination: { hasNextPage: 'false' } }],
    ['more pages without cursor', { data: [], pagination: { hasNextPage: true } }],
    ['a numeric cursor', { data: [], pagination: { hasNextPage: true, endCursor: 7 } }],
  ] as const) {
    it(`refuses an envelope with ${what}`, async () => {
      await expectVendorError('malformed', () => rowsOf(pagesOf(new ScriptedHttp(() => body))));
    });
  }
});

function aborted(signal: AbortSignal | undefined): Promise<never> {
  return new Promise((_, reject) => {
    signal?.addEventListener('abort', () => {
      reject(new VendorError({ kind: 'timeout', vendor: 'SAMSARA_ELD', operation: 'test.list', detail: 'Stopped.' }));
    });
  });
}
