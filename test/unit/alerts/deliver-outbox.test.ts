import { expect } from 'chai';
import { Secret } from '../../../src/domain/shared/secret.js';
import { rejectionOf } from '../../support/rejection.js';
import { someEntry } from '../../contracts/alerts/open-alerts.js';
import { AlertsScene } from './alerts-scene.js';

const WEBHOOK = 'https://hooks.slack.com/services/T0/B0/canary';

describe('Delivering the outbox', () => {
  let scene: AlertsScene;
  beforeEach(() => {
    scene = new AlertsScene();
  });

  const enqueue = async (count: number, channel: 'email' | 'slack' = 'email'): Promise<void> => {
    const recipient = channel === 'slack' ? { channel } : { channel, address: 'ann@example.com' };
    await scene.repositories.outbox.enqueue(Array.from({ length: count }, () => someEntry(scene.home, { recipient })));
  };

  it('delivers 45 messages once each, at most 20 at a time, under the id they were written with', async () => {
    await enqueue(45);
    expect([await scene.deliver.execute(), await scene.deliver.execute(), await scene.deliver.execute(), await scene.deliver.execute()]).to.deep.equal([20, 20, 5, 0]);
    expect(scene.channel.dispatched.map(({ id }) => id)).to.have.members(scene.outbox.map(({ id }) => id));
    expect(scene.channel.dispatched).to.have.length(45);
    expect(new Set(scene.outbox.map(({ status }) => status))).to.deep.equal(new Set(['sent']));
  });

  it('while the server is away for 10 minutes it tries 5 times with the same id, then it arrives', async () => {
    await enqueue(1);
    const away = { kind: 'retry', reason: 'The mail server could not be reached.' } as const;
    scene.channel.script(away, away, away, away, away, { kind: 'delivered' });
    const tried: number[] = [];
    for (let second = 0; second < 3600; second += 2) {
      if ((await scene.deliver.execute()) > 0) tried.push(second);
      scene.clock.advance(2000);
    }
    expect(tried).to.deep.equal([0, 30, 90, 210, 450, 930]);
    expect(new Set(scene.channel.dispatched.map(({ id }) => id)).size).to.equal(1);
    expect(scene.outbox[0]).to.include({ status: 'sent', attempts: 6, lastError: undefined });
  });

  it('keeps the reason and the time of the next attempt meanwhile', async () => {
    await enqueue(1);
    scene.channel.script({ kind: 'retry', reason: 'Greylisted.', retryAfterMs: 300_000 });
    const now = scene.clock.now().getTime();
    await scene.deliver.execute();
    expect(scene.outbox[0]).to.deep.include({ status: 'pending', lastError: 'Greylisted.', nextAttemptAt: new Date(now + 300_000) });
    expect(scene.logger.lines).to.deep.include({
      level: 'warn',
      event: 'alerts.not-delivered',
      fields: { id: scene.outbox[0]?.id, tenantId: scene.home, channel: 'email', attempts: 1, status: 'pending', settled: true },
    });
  });

  it('gives up after 72 hours and says so', async () => {
    await enqueue(1);
    scene.channel.script({ kind: 'retry', reason: 'The mail server could not be reached.' });
    for (let hour = 0; hour < 80; hour += 1) {
      await scene.deliver.execute();
      scene.clock.advance(3_600_000);
    }
    expect(scene.outbox[0]).to.include({ status: 'failed', lastError: 'Given up after 72 hours: The mail server could not be reached.' });
    expect(await scene.deliver.execute()).to.equal(0);
  });

  it('a refusal is final after 1 attempt, and stays visible', async () => {
    await enqueue(1);
    scene.channel.script({ kind: 'refused', reason: 'No such mailbox.' });
    await scene.deliver.execute();
    scene.clock.advance(100 * 3_600_000);
    expect(await scene.deliver.execute()).to.equal(0);
    expect(scene.outbox[0]).to.include({ status: 'failed', attempts: 1, lastError: 'No such mailbox.' });
  });

  it('without SMTP a mail is not_configured, not pending', async () => {
    await enqueue(1);
    scene.channel.script({ kind: 'not-configured' });
    await scene.deliver.execute();
    expect(scene.outbox[0]).to.include({ status: 'not_configured' });
  });

  it('looks up the Slack webhook when it sends: the present one, or not_configured once it is gone', async () => {
    await scene.settings({ slackWebhookUrl: new Secret(WEBHOOK) });
    await enqueue(1, 'slack');
    await scene.deliver.execute();
    const [dispatch] = scene.channel.dispatched;
    expect(dispatch?.recipient.channel === 'slack' && dispatch.recipient.webhookUrl.reveal()).to.equal(WEBHOOK);
    await scene.settings({});
    await enqueue(1, 'slack');
    await scene.deliver.execute();
    expect(scene.outbox.map(({ status }) => status)).to.deep.equal(['sent', 'not_configured']);
    expect(scene.channel.dispatched).to.have.length(1);
    expect(JSON.stringify(scene.logger.lines)).to.not.include('canary');
  });

  it('one that cannot be delivered at all does not keep the 3 others from arriving', async () => {
    await enqueue(4);
    const deliver = scene.channel.deliver.bind(scene.channel);
    let first = true;
    scene.channel.deliver = (dispatch) => {
      if (!first) return deliver(dispatch);
      first = false;
      throw new Error('a defect');
    };
    await rejectionOf(scene.deliver.execute());
    expect(scene.outbox.map(({ status }) => status).sort()).to.deep.equal(['pending', 'sent', 'sent', 'sent']);
    scene.clock.advance(60_000);
    await scene.deliver.execute();
    expect(new Set(scene.outbox.map(({ status }) => status))).to.deep.equal(new Set(['sent']));
  });
});
