import { expect } from 'chai';
import { IntegrationDisabledError } from '../../../src/domain/integrations/errors.js';
import { VendorError } from '../../../src/domain/shared/vendor-error.js';
import type { VendorErrorFields } from '../../../src/domain/shared/vendor-error.js';
import { WebhooksScene } from './webhooks-scene.js';

const AWAY: VendorErrorFields = { kind: 'unavailable', vendor: 'ACME_ELD', operation: 'hos.clocks', detail: 'Away: canary.' };

describe('ProcessWebhooks', () => {
  let scene: WebhooksScene;

  beforeEach(async () => {
    scene = await WebhooksScene.open();
  });

  it('hours that changed are read, a roster that changed is synced', async () => {
    const told = scene.clock.now().toISOString();
    await scene.given('e-1 hours D7', 'e-2 roster');
    scene.clock.advance(1);
    expect(await scene.work()).to.equal(2);
    expect(scene.effects.asked).to.have.members(['hours D7', `sync ${scene.integration.id} told of at ${told}`]).and.to.have.length(2);
    expect(scene.inbox.kept.map(({ state, note }) => [state, note])).to.deep.equal([['done', undefined], ['done', undefined]]);
    expect(await scene.work()).to.equal(0);
  });

  it('a roster that another sync has read since is done, with the note covered', async () => {
    scene.effects.sync = 'covered';
    await scene.given('e-1 roster');
    await scene.work();
    expect(scene.only).to.include({ state: 'done', note: 'covered', attempts: 1 });
  });

  it('one that came during a sync asks again every 10 s until that has ended, and is never given up for waiting', async () => {
    scene.effects.sync = 'wait';
    await scene.given('e-1 roster');
    for (let time = 1; time <= 8; time += 1) {
      expect(await scene.work()).to.equal(1);
      expect(scene.only).to.include({ state: 'pending', note: 'sync-running' });
      scene.clock.advance(9_999);
      expect(await scene.work(), `after attempt ${time}`).to.equal(0);
      scene.clock.advance(1);
    }
    scene.effects.sync = 'started';
    await scene.work();
    expect(scene.only).to.include({ state: 'done', note: undefined });
    expect(new Set(scene.effects.asked)).to.have.property('size', 1);
    expect(scene.logger.lines.filter(({ level }) => level !== 'info')).to.deep.equal([]);
  });

  it('of a driver we do not know nothing is read: done, with the note unknown-driver', async () => {
    scene.effects.unknown.add('D9');
    await scene.given('e-1 hours D9');
    await scene.work();
    expect(scene.only).to.include({ state: 'done', note: 'unknown-driver', attempts: 1 });
  });

  it('of an integration that was disabled or deleted meanwhile nothing is asked', async () => {
    const { integrations } = scene.repositories;
    await scene.given('e-1 hours D7');
    await integrations.save({ ...scene.integration, enabled: false });
    await scene.work();
    await scene.given('e-2 roster');
    await integrations.remove(scene.integration.tenantId, scene.integration.id);
    await scene.work();
    expect(scene.effects.asked).to.deep.equal([]);
    expect(scene.inbox.kept.map(({ note }) => note)).to.deep.equal(['not-connected', 'not-connected']);
  });

  it('a body that means nothing any more is done', async () => {
    await scene.given('e-1 gone', 'nonsense');
    await scene.work();
    expect(scene.inbox.kept.map(({ state, note }) => [state, note])).to.deep.equal([['done', 'nothing-to-do'], ['done', 'nothing-to-do']]);
  });

  it('a vendor that fails is asked 5 times, after 5, 10, 20 and 40 s, then never again', async () => {
    scene.effects.failure = new VendorError(AWAY);
    await scene.given('e-1 hours D7');
    for (const [index, seconds] of [5, 10, 20, 40].entries()) {
      expect(await scene.work()).to.equal(1);
      expect(scene.only).to.include({ state: 'pending', note: 'unavailable', attempts: index + 1 });
      scene.clock.advance(seconds * 1000 - 1);
      expect(await scene.work(), `${seconds} s`).to.equal(0);
      scene.clock.advance(1);
    }
    await scene.work();
    expect(scene.only).to.include({ state: 'failed', note: 'unavailable', attempts: 5 });
    scene.clock.advance(86_400_000);
    expect(await scene.work()).to.equal(0);
    expect(scene.effects.asked).to.have.length(5);
  });

  it('one that comes back is asked until it answers', async () => {
    scene.effects.failure = new VendorError({ ...AWAY, kind: 'rate-limited', retryAfterMs: 30_000 });
    await scene.given('e-1 hours D7');
    await scene.work();
    scene.clock.advance(29_999);
    expect(await scene.work()).to.equal(0);
    scene.clock.advance(1);
    scene.effects.failure = undefined;
    expect(await scene.work()).to.equal(1);
    expect(scene.only).to.include({ state: 'done', note: undefined, attempts: 2 });
  });

  const failures: readonly (readonly [unknown, string])[] = [
    [new VendorError({ ...AWAY, refusedBy: 'circuit' }), 'circuit'],
    [new IntegrationDisabledError(), 'integration-disabled'],
    [new Error('canary'), 'internal-error'],
  ];
  for (const [failure, note] of failures) {
    it(`keeps the word ${note}, not what the error says`, async () => {
      scene.effects.failure = failure;
      await scene.given('e-1 hours D7');
      await scene.work();
      expect(scene.only).to.include({ state: 'pending', note });
      expect(scene.logger.lines.filter(({ event }) => event === 'webhook.not-processed').map(({ fields }) => fields['note'])).to.deep.equal([note]);
    });
  }

  it('what a dead worker held is done by another after 60 s, and the dead one’s answer changes nothing', async () => {
    await scene.given('e-1 hours D7');
    const [held] = await scene.inbox.lease(1);
    scene.clock.advance(59_999);
    expect(await scene.work()).to.equal(0);
    scene.clock.advance(1);
    expect(await scene.work()).to.equal(1);
    expect(scene.only).to.include({ state: 'done', attempts: 2 });
    expect(await scene.inbox.settle(held!, { state: 'failed', note: 'late' })).to.equal(false);
  });

  it('does not stop at a store that fails: the others are settled, and this one comes again after 60 s', async () => {
    await scene.given('e-1 hours D7', 'e-2 hours D8');
    const [first] = scene.inbox.kept;
    const settle = scene.inbox.settle.bind(scene.inbox);
    scene.inbox.settle = (event, outcome) => (event.id === first?.id ? Promise.reject(new Error('The database is away.')) : settle(event, outcome));
    await scene.work();
    expect(scene.inbox.kept.map(({ state }) => state)).to.deep.equal(['pending', 'done']);
    scene.inbox.settle = settle;
    scene.clock.advance(60_000);
    await scene.work();
    expect(scene.inbox.kept.map(({ state }) => state)).to.deep.equal(['done', 'done']);
  });

  it('works on at most 50 at a time and waits for none', async () => {
    const open = scene.hold();
    await scene.given(...Array.from({ length: 60 }, (_, index) => `e-${index} hours D${index}`));
    expect([await scene.webhooks.execute(), await scene.webhooks.execute()]).to.deep.equal([50, 0]);
    open();
    await scene.webhooks.settled();
    expect(await scene.work()).to.equal(10);
    expect(new Set(scene.effects.asked)).to.have.property('size', 60);
  });
});
