import { expect } from 'chai';
import type { LeasedEntry, OutboxEntry } from '../../../src/application/alerts/ports/outbox.js';
import type { TenantId } from '../../../src/domain/shared/identifiers.js';
import { someIncident } from '../../support/doubles/alerts/some-incident.js';
import { givenAlert } from '../../support/given-alert.js';
import { rejectionOf } from '../../support/rejection.js';
import { someEntry, useAlerts } from './open-alerts.js';
import type { OpensAlerts } from './open-alerts.js';

/** What every `Outbox` and its `OutboxQueue` promise. */
export function describeOutbox(name: string, open: OpensAlerts): void {
  describe(`Outbox: ${name}`, () => {
    const opened = useAlerts(open);
    let tenantId: TenantId;

    beforeEach(async () => {
      for (const { id, fencing } of await opened().queue.lease(1000)) await opened().queue.settle({ id, fencing }, { status: 'sent' });
      tenantId = await opened().tenant();
    });

    const enqueue = (...entries: readonly OutboxEntry[]): Promise<void> => opened().repositories.outbox.enqueue(entries);
    const lease = (limit = 100): Promise<readonly LeasedEntry[]> => opened().queue.lease(limit);
    const leaseOne = async (): Promise<LeasedEntry> => {
      const [leased, ...more] = await lease();
      if (leased === undefined || more.length > 0) throw new Error(`Leased ${leased === undefined ? 0 : more.length + 1} messages instead of 1.`);
      return leased;
    };

    it('leases what was written, whole, as attempt 1', async () => {
      const integrationId = await opened().integration(tenantId);
      const incident = someIncident(tenantId, integrationId);
      await opened().repositories.incidents.save(incident);
      const entry = someEntry(tenantId, { incidentId: incident.id, message: givenAlert({ link: undefined, title: '<b>“ü”</b>' }) });
      await enqueue(entry);
      const { fencing, writtenAt, ...leased } = await leaseOne();
      expect(leased).to.deep.equal({ ...entry, attempts: 1 });
      expect([typeof fencing, writtenAt instanceof Date]).to.deep.equal(['number', true]);
    });

    it('keeps the channel of a recipient, and no address for Slack', async () => {
      await enqueue(someEntry(tenantId, { recipient: { channel: 'slack' } }));
      expect((await leaseOne()).recipient).to.deep.equal({ channel: 'slack' });
    });

    it('10 leases at once take 40 messages exactly once each, at most 4 at a time', async () => {
      const entries = Array.from({ length: 40 }, () => someEntry(tenantId));
      await enqueue(...entries);
      const batches = await Promise.all(Array.from({ length: 10 }, () => lease(4)));
      for (const batch of batches) expect(batch.length).to.be.at.most(4);
      const rest = await lease();
      expect([...batches.flat(), ...rest].map(({ id }) => id)).to.have.members(entries.map(({ id }) => id)).and.to.have.length(40);
    });

    it('a leased one is nobody else’s until its lease is over, then it is attempt 2 under the same id', async () => {
      await enqueue(someEntry(tenantId));
      const first = await leaseOne();
      expect(await lease()).to.deep.equal([]);
      await opened().makeDue(first.id);
      const second = await leaseOne();
      expect([second.id, second.attempts]).to.deep.equal([first.id, 2]);
      expect(await opened().queue.settle(first, { status: 'sent' })).to.equal(false);
      expect(await opened().queue.settle(second, { status: 'sent' })).to.equal(true);
      expect(await opened().queue.settle(second, { status: 'sent' })).to.equal(false);
    });

    it('a settled one never comes back, however it ended', async () => {
      for (const outcome of [{ status: 'sent' }, { status: 'not_configured' }, { status: 'failed', reason: 'no such mailbox' }] as const) {
        await enqueue(someEntry(tenantId));
        const leased = await leaseOne();
        expect(await opened().queue.settle(leased, outcome)).to.equal(true);
        await opened().makeDue(leased.id);
        expect(await lease(), outcome.status).to.deep.equal([]);
      }
    });

    it('one put off comes back when its time has come, not before', async () => {
      await enqueue(someEntry(tenantId));
      const leased = await leaseOne();
      const nextAttemptAt = new Date(leased.writtenAt.getTime() + 3_600_000);
      await opened().queue.settle(leased, { status: 'pending', nextAttemptAt, reason: 'greylisted' });
      expect(await lease()).to.deep.equal([]);
      await opened().makeDue(leased.id);
      expect((await leaseOne()).attempts).to.equal(2);
    });

    it('nobody hears of an end before the beginning: the 2nd message of an incident waits for the 1st to the same recipient', async () => {
      const incident = someIncident(tenantId, await opened().integration(tenantId));
      await opened().repositories.incidents.save(incident);
      const about = (address: string, occasion: 'opened' | 'resolved'): OutboxEntry =>
        someEntry(tenantId, { incidentId: incident.id, recipient: { channel: 'email', address }, message: givenAlert({ occasion }) });
      const [annsFirst, annsSecond, bobsSecond, other] = [about('ann@example.com', 'opened'), about('ann@example.com', 'resolved'), about('bob@example.com', 'resolved'), someEntry(tenantId)];
      await enqueue(annsFirst, annsSecond, bobsSecond, other);
      const first = await lease();
      expect(first.map(({ id }) => id)).to.have.members([annsFirst.id, bobsSecond.id, other.id]).and.to.have.length(3);
      expect(await lease()).to.deep.equal([]);
      for (const leased of first) await opened().queue.settle(leased, { status: 'sent' });
      expect((await leaseOne()).id).to.equal(annsSecond.id);
    });

    it('takes back what a failed unit of work wrote', async () => {
      await rejectionOf(opened().work.run(tenantId, async ({ outbox }) => {
        await outbox.enqueue([someEntry(tenantId)]);
        throw new Error('too late');
      }));
      expect(await lease()).to.deep.equal([]);
    });
  });
}
