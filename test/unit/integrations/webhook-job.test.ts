import { expect } from 'chai';
import { WebhookJob } from '../../../src/infrastructure/scheduling/webhook-job.js';
import { ManualTimer } from '../../support/doubles/manual-timer.js';
import { WebhooksScene } from './webhooks-scene.js';

describe('The job that works on webhooks', () => {
  let scene: WebhooksScene;
  let timer: ManualTimer;
  let job: WebhookJob;
  let stop: AbortController;
  let running: Promise<void>;

  beforeEach(async () => {
    scene = await WebhooksScene.open();
    [timer, stop] = [new ManualTimer(), new AbortController()];
    job = new WebhookJob(scene.webhooks, timer, scene.logger);
    running = job.run(stop.signal);
    await timer.advance(0);
  });

  afterEach(async () => {
    stop.abort();
    await running;
  });

  it('looks every 2 s, and at once when woken', async () => {
    await scene.given('e-1 hours D7');
    await timer.advance(1_999);
    expect(scene.effects.asked).to.deep.equal([]);
    await timer.advance(1);
    expect(scene.effects.asked).to.deep.equal(['hours D7']);
    await scene.given('e-2 hours D8');
    job.wake();
    await timer.advance(0);
    expect(scene.effects.asked).to.deep.equal(['hours D7', 'hours D8']);
  });

  it('woken while it looks, it looks again', async () => {
    const lease = scene.inbox.lease.bind(scene.inbox);
    scene.inbox.lease = async (limit) => {
      const leased = await lease(limit);
      scene.inbox.lease = lease;
      await scene.given('e-1 hours D7');
      job.wake();
      return leased;
    };
    job.wake();
    await timer.advance(0);
    expect(scene.effects.asked).to.deep.equal(['hours D7']);
  });

  it('goes on after a look that failed', async () => {
    const lease = scene.inbox.lease.bind(scene.inbox);
    scene.inbox.lease = () => Promise.reject(new Error('The database is away.'));
    await timer.advance(2_000);
    scene.inbox.lease = lease;
    await scene.given('e-1 hours D7');
    await timer.advance(2_000);
    expect(scene.effects.asked).to.deep.equal(['hours D7']);
    expect(scene.logger.lines.filter(({ event }) => event === 'background.failed').map(({ fields }) => fields['work'])).to.deep.equal(['webhooks']);
  });

  it('stopped, it begins nothing and ends when what it began is settled', async () => {
    const open = scene.hold();
    await scene.given('e-1 hours D7');
    job.wake();
    await timer.advance(0);
    stop.abort();
    let ended = false;
    void running.then(() => { ended = true; });
    await scene.given('e-2 hours D8');
    await timer.advance(10_000);
    expect(ended).to.equal(false);
    open();
    await running;
    expect(scene.inbox.kept.map(({ state }) => state)).to.deep.equal(['done', 'pending']);
  });
});
