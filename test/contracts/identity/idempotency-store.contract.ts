import { expect } from 'chai';
import type { IdempotencyStore, RequestKey } from '../../../src/application/identity/ports/idempotency-store.js';
import type { TenantId } from '../../../src/domain/shared/identifiers.js';
import { toUserId } from '../../../src/domain/shared/identifiers.js';
import { CountingIds } from '../../support/doubles/counting-ids.js';

export interface OpenIdempotencyStore {
  readonly store: IdempotencyStore;
  /** A tenant that exists. */
  tenant(): Promise<TenantId>;
  /** Lets time pass for the store. */
  pass(seconds: number): Promise<void>;
  close(): Promise<void>;
}

const ANSWER = { status: 201, headers: { location: '/api/v1/things/1' }, body: '{"id":"1","name":"Ñandú"}' };
const HOURS = 3600;
const ids = new CountingIds();

/** What every `IdempotencyStore` promises. */
export function describeIdempotencyStore(name: string, open: () => Promise<OpenIdempotencyStore>): void {
  describe(`IdempotencyStore: ${name}`, () => {
    let opened: OpenIdempotencyStore;
    let key: RequestKey;

    before(async function (this: Mocha.Context) {
      this.timeout(60_000);
      opened = await open();
    });

    beforeEach(async () => {
      key = { tenantId: await opened.tenant(), userId: toUserId('auth0|7'), method: 'POST', path: '/api/v1/things', key: ids.next() };
    });

    after(() => opened.close());

    async function first(of = key, content = 'content'): Promise<string> {
      const claimed = await opened.store.claim(of, content);
      if (claimed.kind !== 'first') throw new Error(`Expected the first claim, got ${claimed.kind}.`);
      return claimed.claim;
    }

    const kindNow = async (content = 'content', of = key): Promise<string> => (await opened.store.claim(of, content)).kind;

    it('is first, then running, then answered with the kept answer', async () => {
      const claim = await first();
      expect(await kindNow()).to.equal('running');
      await opened.store.keep(key, claim, ANSWER);
      expect(await opened.store.claim(key, 'content')).to.deep.equal({ kind: 'answered', answer: ANSWER });
    });

    it('of 8 claims at the same time 1 is first', async () => {
      const kinds = await Promise.all(Array.from({ length: 8 }, () => kindNow()));
      expect(kinds.filter((kind) => kind === 'first')).to.have.length(1);
      expect(kinds.filter((kind) => kind === 'running')).to.have.length(7);
    });

    it('another content under the same key is reused, while running and when answered', async () => {
      const claim = await first();
      expect(await kindNow('other')).to.equal('reused');
      await opened.store.keep(key, claim, ANSWER);
      expect(await kindNow('other')).to.equal('reused');
    });

    it('a released key is free again', async () => {
      await opened.store.release(key, await first());
      expect(await kindNow('other')).to.equal('first');
    });

    it('is separate for each tenant, user, method, path and key', async () => {
      await first();
      const others: Partial<RequestKey>[] = [
        { tenantId: await opened.tenant() }, { userId: toUserId('auth0|8') }, { method: 'PUT' }, { path: '/api/v1/others' }, { key: 'Key' },
      ];
      const kinds = await Promise.all(others.map((other) => kindNow('content', { ...key, ...other })));
      expect(kinds).to.deep.equal(['first', 'first', 'first', 'first', 'first']);
    });

    it('remembers an answer for 24 hours', async () => {
      await opened.store.keep(key, await first(), ANSWER);
      await opened.pass(24 * HOURS - 60);
      expect(await kindNow()).to.equal('answered');
      await opened.pass(120);
      expect(await kindNow('other')).to.equal('first');
    });

    it('a claim nobody settled for 2 minutes is free; its late owner changes nothing', async () => {
      const dead = await first();
      await opened.pass(115);
      expect(await kindNow()).to.equal('running');
      await opened.pass(10);
      const alive = await first();
      await opened.store.keep(key, dead, ANSWER);
      await opened.store.release(key, dead);
      expect(await kindNow()).to.equal('running');
      await opened.store.keep(key, alive, { ...ANSWER, status: 200 });
      expect(await opened.store.claim(key, 'content')).to.deep.equal({ kind: 'answered', answer: { ...ANSWER, status: 200 } });
    });
  });
}
