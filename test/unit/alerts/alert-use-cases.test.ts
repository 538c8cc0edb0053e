import { expect } from 'chai';
import { GetAlert } from '../../../src/application/alerts/get-alert.js';
import { GetAlertSettings } from '../../../src/application/alerts/get-alert-settings.js';
import { ListAlerts } from '../../../src/application/alerts/list-alerts.js';
import { PutAlertSettings } from '../../../src/application/alerts/put-alert-settings.js';
import { AlertNotFoundError, InvalidWebhookError } from '../../../src/domain/alerts/errors.js';
import type { Incident } from '../../../src/domain/alerts/incident.js';
import { toUserId } from '../../../src/domain/shared/identifiers.js';
import { Secret } from '../../../src/domain/shared/secret.js';
import { InMemoryAlertSettings } from '../../support/doubles/alerts/in-memory-alert-settings.js';
import { someIncident } from '../../support/doubles/alerts/some-incident.js';
import { someTenant } from '../../support/doubles/identity/people.js';
import { rejectionOf } from '../../support/rejection.js';
import { AlertsScene } from './alerts-scene.js';

const WEBHOOK = 'https://hooks.slack.com/services/T0/B0/canary';
const actor = { userId: toUserId('u-1'), label: 'ann@example.com' };

describe('Alerts for people', () => {
  let scene: AlertsScene;
  let incident: Incident;

  beforeEach(async () => {
    scene = new AlertsScene();
    incident = someIncident(scene.home, scene.integration);
    await scene.repositories.incidents.save(incident);
  });

  const acknowledge = (tenantId = scene.home, label = actor.label): Promise<Incident> => scene.acknowledge.execute({ tenantId, id: incident.id, actor: { ...actor, label } });

  it('lists and shows them to their tenant, with what became of each message', async () => {
    await scene.failRun();
    const list = new ListAlerts(scene.queries);
    expect(await list.execute(scene.home, 'open', { limit: 10, offset: 0 })).to.deep.include({ total: 1 });
    expect(await list.execute(someTenant().id, undefined, { limit: 10, offset: 0 })).to.deep.equal({ items: [], total: 0 });
    const get = new GetAlert(scene.repositories.incidents, scene.queries);
    const { incident: shown, deliveries } = await get.execute(scene.home, incident.id);
    expect([shown.occurrences, deliveries]).to.deep.equal([4, []]);
    expect(await rejectionOf(get.execute(someTenant().id, incident.id))).to.be.instanceOf(AlertNotFoundError);
  });

  it('acknowledging keeps who and when; twice keeps the first; each time of 1 is audited', async () => {
    const acknowledged = await acknowledge();
    expect(acknowledged).to.include({ acknowledgedBy: 'ann@example.com' });
    expect(acknowledged.acknowledgedAt).to.deep.equal(scene.clock.now());
    scene.minutes(5);
    expect(await acknowledge(scene.home, 'bob@example.com')).to.deep.equal(acknowledged);
    expect(scene.tables.audit.rows().map(({ action, actorId, subjectId }) => [action, actorId, subjectId])).to.deep.equal([['alert.acknowledged', 'u-1', incident.id]]);
  });

  it('acknowledging somebody else’s or none is not found', async () => {
    expect(await rejectionOf(acknowledge(someTenant().id))).to.be.instanceOf(AlertNotFoundError);
    expect(await rejectionOf(scene.acknowledge.execute({ tenantId: scene.home, id: scene.integration, actor }))).to.be.instanceOf(AlertNotFoundError);
  });

  it('an acknowledged one goes on, is reminded of after 24 hours and ends', async () => {
    await acknowledge();
    scene.minutes(24 * 60);
    await scene.failRun();
    await scene.succeed();
    expect(scene.told).to.deep.equal(['reminder ann@example.com', 'reminder bob@example.com', 'resolved ann@example.com', 'resolved bob@example.com']);
    expect(scene.tables.incidents.get(incident.id)).to.include({ acknowledgedBy: 'ann@example.com', occurrences: 4 });
  });
});

describe('Watching for old hours', () => {
  it('opens, counts and ends an incident of its own, 1 message each time', async () => {
    const scene = new AlertsScene();
    for (const stale of [0, 3, 5, 5, 0, 0]) {
      scene.setStale(stale);
      await scene.watch.execute();
      scene.minutes(1);
    }
    expect(scene.told).to.deep.equal(['opened ann@example.com', 'opened bob@example.com', 'resolved ann@example.com', 'resolved bob@example.com']);
  });

  it('one integration in trouble does not keep the other from being looked at', async () => {
    const scene = new AlertsScene();
    scene.setStale(2);
    const broken = { ...scene.tables.integrations.get(scene.integration)!, integrationId: someIncident(scene.home, scene.integration).id as typeof scene.integration };
    scene.tables.integrations.set('0-broken', broken);
    const findOpen = scene.write.execute.bind(scene.write);
    scene.write.execute = (input) => (input.integrationId === broken.integrationId ? Promise.reject(new Error('locked')) : findOpen(input));
    await scene.watch.execute();
    expect(scene.tables.incidents.rows().map(({ integrationId }) => integrationId)).to.deep.equal([scene.integration]);
    expect(scene.logger.lines.map(({ event }) => event)).to.deep.equal(['alerts.staleness-not-recorded']);
  });
});

describe('Alert settings', () => {
  const scene = new AlertsScene();
  const put = new PutAlertSettings(scene.work, (url) => url.startsWith('https://hooks.slack.com/'));
  const get = new GetAlertSettings(new InMemoryAlertSettings(scene.tables));
  const settings = { emails: ['carla@example.com'], failureThreshold: 4, windowMinutes: 30, reminderHours: 48 };
  const save = (slackWebhookUrl: Secret<string> | 'keep' | undefined): ReturnType<PutAlertSettings['execute']> =>
    put.execute({ actorId: actor.userId, tenantId: scene.home, settings, slackWebhookUrl });

  it('are replaced whole; the webhook is kept when its masked form comes back, and goes when there is none', async () => {
    await save(new Secret(WEBHOOK));
    await save('keep');
    expect((await get.execute(scene.home)).slackWebhookUrl?.reveal()).to.equal(WEBHOOK);
    const { slackWebhookUrl, ...others } = await save(undefined);
    expect([slackWebhookUrl, others]).to.deep.equal([undefined, settings]);
  });

  it('refuse a webhook that is not Slack’s and change nothing', async () => {
    await save(new Secret(WEBHOOK));
    expect(await rejectionOf(save(new Secret('https://evil.example/hook')))).to.be.instanceOf(InvalidWebhookError);
    expect((await get.execute(scene.home)).slackWebhookUrl?.reveal()).to.equal(WEBHOOK);
  });

  it('are audited without the webhook', async () => {
    await save(new Secret(WEBHOOK));
    const last = scene.tables.audit.rows().at(-1);
    expect(last).to.deep.include({ action: 'alert-settings.changed', actorId: actor.userId, detail: { emails: ['carla@example.com'], slack: true, failureThreshold: 4 } });
    expect(JSON.stringify(scene.tables.audit.rows())).to.not.include('canary');
  });
});

describe('A test alert', () => {
  it('tries each of 3 recipients once, now, and tells what each channel said', async () => {
    const scene = new AlertsScene();
    await scene.settings({ slackWebhookUrl: new Secret(WEBHOOK) });
    scene.channel.script({ kind: 'delivered' }, { kind: 'refused', reason: 'No such mailbox.' }, { kind: 'not-configured' });
    expect(await scene.test.execute(scene.home, 'WARNING')).to.deep.equal([
      { channel: 'email', recipient: 'ann@example.com', result: { kind: 'delivered' } },
      { channel: 'email', recipient: 'bob@example.com', result: { kind: 'refused', reason: 'No such mailbox.' } },
      { channel: 'slack', recipient: undefined, result: { kind: 'not-configured' } },
    ]);
    expect(scene.channel.dispatched.map(({ message }) => [message.occasion, message.severity])).to.deep.equal(Array.from({ length: 3 }, () => ['test', 'WARNING']));
    expect(scene.outbox).to.deep.equal([]);
  });

  it('of severity INFO does not go to Slack', async () => {
    const scene = new AlertsScene();
    await scene.settings({ slackWebhookUrl: new Secret(WEBHOOK) });
    expect((await scene.test.execute(scene.home, 'INFO')).map(({ channel }) => channel)).to.deep.equal(['email', 'email']);
  });
});
