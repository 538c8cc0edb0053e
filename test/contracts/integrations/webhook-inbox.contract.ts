import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import type { InboxEvent, LeasedInboxEvent, WebhookInbox } from '../../../src/application/integrations/ports/webhook-inbox.js';
import type { Integration } from '../../../src/domain/integrations/integration.js';
import { addIntegration, useIntegrations } from './open-integrations.js';
import type { OpenIntegrations } from './open-integrations.js';

export interface OpenWebhookInbox extends OpenIntegrations {
  readonly inbox: WebhookInbox;
  /** Lets so many seconds pass for every event. */
  pass(seconds: number): Promise<void>;
  /** The store's time. */
  now(): Date;
}

/** What every `WebhookInbox` promises. */
export function describeWebhookInbox(name: string, open: () => Promise<OpenWebhookInbox>): void {
  describe(`WebhookInbox: ${name}`, () => {
    let latest: OpenWebhookInbox;
    useIntegrations(async () => (latest = await open()));
    let integration: Integration;

    const inbox = (): WebhookInbox => latest.inbox;
    const event = (fields: Partial<InboxEvent> = {}): InboxEvent => {
      const { tenantId, id: integrationId } = integration;
      return { id: randomUUID(), tenantId, integrationId, eventId: randomUUID(), type: 'duty_status', body: '{}', ...fields };
    };
    const leaseOne = async (): Promise<LeasedInboxEvent> => {
      const [leased, ...more] = await inbox().lease(100);
      if (leased === undefined || more.length > 0) throw new Error(`Leased ${leased === undefined ? 0 : more.length + 1} events instead of 1.`);
      return leased;
    };

    beforeEach(async () => {
      await latest.pass(61);
      for (const left of await inbox().lease(1000)) await inbox().settle(left, { state: 'done', note: undefined });
      integration = await addIntegration(latest);
    });

    it('leases what was stored, whole, as attempt 1, a body of 1 MB and odd words included', async () => {
      const stored = event({ type: 'tüpe "x"; --', eventId: 'a|1|2026-03-02T08:00:00Z', body: `{"name":"José — 🚚 \\u0000"}${' '.repeat(1_000_000)}` });
      expect(await inbox().enqueue(stored, 'work')).to.equal('stored');
      const now = latest.now();
      const { receivedAt, ...leased } = await leaseOne();
      expect(leased).to.deep.equal({ ...stored, attempts: 1 });
      expect(receivedAt.getTime()).to.be.closeTo(now.getTime(), 5_000);
    });

    it('one that is to wait for 10 s is leased after 10 s, not before; it was received when it came', async () => {
      const now = latest.now();
      await inbox().enqueue(event(), 'work', 10_000);
      await latest.pass(8);
      expect(await inbox().lease(10)).to.deep.equal([]);
      await latest.pass(3);
      const { attempts, receivedAt } = await leaseOne();
      expect(attempts).to.equal(1);
      expect(receivedAt.getTime()).to.be.closeTo(now.getTime(), 2_000);
      await latest.pass(61);
      expect((await leaseOne()).receivedAt).to.deep.equal(receivedAt);
    });

    it('the same event 20 times at once is stored once and leased once; the other 19 are duplicates', async () => {
      const eventId = randomUUID();
      const answers = await Promise.all(Array.from({ length: 20 }, () => inbox().enqueue(event({ eventId }), 'work')));
      expect(answers.filter((answer) => answer === 'stored')).to.have.length(1);
      expect(answers.filter((answer) => answer === 'duplicate')).to.have.length(19);
      expect((await leaseOne()).eventId).to.equal(eventId);
    });

    it('the same id at another integration is another event', async () => {
      const [here, there] = [event(), await addIntegration(latest)];
      await inbox().enqueue(here, 'work');
      const elsewhere = event({ eventId: here.eventId, tenantId: there.tenantId, integrationId: there.id });
      expect(await inbox().enqueue(elsewhere, 'work')).to.equal('stored');
      expect((await inbox().lease(10)).map(({ integrationId }) => integrationId)).to.have.members([here.integrationId, there.id]);
    });

    it('one that asks for nothing is kept, so that it is known again, and never leased', async () => {
      const stored = event();
      expect(await inbox().enqueue(stored, 'nothing')).to.equal('stored');
      expect(await inbox().lease(10)).to.deep.equal([]);
      expect(await inbox().enqueue({ ...stored, id: randomUUID() }, 'nothing')).to.equal('duplicate');
    });

    it('10 leases at once take 40 events exactly once each, at most 4 at a time', async () => {
      const events = Array.from({ length: 40 }, () => event());
      for (const one of events) await inbox().enqueue(one, 'work');
      const batches = await Promise.all(Array.from({ length: 10 }, () => inbox().lease(4)));
      for (const batch of batches) expect(batch.length).to.be.at.most(4);
      const rest = await inbox().lease(100);
      expect([...batches.flat(), ...rest].map(({ id }) => id)).to.have.members(events.map(({ id }) => id)).and.to.have.length(40);
    });

    it('leases 8 events one by one, the longest due first', async () => {
      const events = Array.from({ length: 8 }, () => event());
      const leased: string[] = [];
      for (const one of events) {
        await inbox().enqueue(one, 'work');
        await latest.pass(1);
      }
      while (leased.length < events.length) leased.push(...(await inbox().lease(1)).map(({ id }) => id));
      expect(leased).to.deep.equal(events.map(({ id }) => id));
    });

    it('of a worker that died it is taken over when the lease of 60 s ends, as attempt 2; the dead one can settle nothing', async () => {
      await inbox().enqueue(event(), 'work');
      const first = await leaseOne();
      await latest.pass(55);
      expect(await inbox().lease(10)).to.deep.equal([]);
      await latest.pass(6);
      const second = await leaseOne();
      expect([second.id, second.attempts]).to.deep.equal([first.id, 2]);
      expect(await inbox().settle(first, { state: 'done', note: undefined })).to.equal(false);
      expect(await inbox().settle(second, { state: 'done', note: undefined })).to.equal(true);
      expect(await inbox().settle(second, { state: 'done', note: undefined })).to.equal(false);
    });

    it('one put off by 40 s comes back after 40 s, not before, as attempt 2', async () => {
      await inbox().enqueue(event(), 'work');
      expect(await inbox().settle(await leaseOne(), { state: 'pending', delayMs: 40_000, note: 'timeout' })).to.equal(true);
      await latest.pass(35);
      expect(await inbox().lease(10)).to.deep.equal([]);
      await latest.pass(6);
      expect((await leaseOne()).attempts).to.equal(2);
    });

    it('a settled one never comes back, however it ended, and stays known', async () => {
      for (const outcome of [{ state: 'done', note: 'unknown-driver' }, { state: 'failed', note: 'timeout' }] as const) {
        const stored = event();
        await inbox().enqueue(stored, 'work');
        expect(await inbox().settle(await leaseOne(), outcome)).to.equal(true);
        await latest.pass(3600);
        expect(await inbox().lease(10), outcome.state).to.deep.equal([]);
        expect(await inbox().enqueue({ ...stored, id: randomUUID() }, 'work'), outcome.state).to.equal('duplicate');
      }
    });
  });
}
