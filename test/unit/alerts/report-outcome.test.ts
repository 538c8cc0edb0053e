import { expect } from 'chai';
import { Secret } from '../../../src/domain/shared/secret.js';
import { rejectionOf } from '../../support/rejection.js';
import { AlertsScene } from './alerts-scene.js';

const OPENED = ['opened ann@example.com', 'opened bob@example.com'];

describe('Reporting how an integration is doing', () => {
  let scene: AlertsScene;
  beforeEach(() => {
    scene = new AlertsScene('https://fleet.example.com');
  });

  it('the 3rd failed run in a row opens an incident and tells each administrator once', async () => {
    for (const run of [1, 2]) {
      await scene.failRun();
      expect(scene.told, `after ${run}`).to.deep.equal([]);
    }
    await scene.failRun();
    expect(scene.told).to.deep.equal(OPENED);
    const [incident] = scene.tables.incidents.rows();
    expect(incident).to.include({ kind: 'failing', reason: 'Acme took too long.' });
    expect(scene.outbox[0]).to.deep.include({ incidentId: incident?.id, status: 'pending' });
    expect(scene.outbox[0]?.message.link).to.equal(`https://fleet.example.com/alerts/${incident?.id ?? ''}`);
  });

  it('100 failed live reads within one minute count as 1, in 3 minutes of an hour as 3', async () => {
    for (let read = 0; read < 100; read += 1) await scene.failLive();
    expect(scene.told).to.deep.equal([]);
    scene.minutes(1);
    await scene.failLive();
    expect(scene.told).to.deep.equal([]);
    scene.minutes(20);
    await scene.failLive();
    expect(scene.told).to.deep.equal(OPENED);
  });

  it('failures 61 minutes apart do not add up', async () => {
    for (let read = 0; read < 5; read += 1) {
      await scene.failLive();
      scene.minutes(61);
    }
    expect(scene.told).to.deep.equal([]);
  });

  it('100 refusals of our own circuit or limiter open nothing', async () => {
    for (let run = 0; run < 50; run += 1) {
      await scene.failRun('circuit-open');
      await scene.failRun('no-permit');
    }
    expect(scene.tables.incidents.rows()).to.deep.equal([]);
  });

  it('10 refusals of our own are no occurrences of an open incident, and not its reason', async () => {
    for (let run = 0; run < 3; run += 1) await scene.failRun();
    for (let run = 0; run < 10; run += 1) await scene.failRun('circuit-open', 'Acme has failed repeatedly.');
    expect(scene.tables.incidents.rows()[0]).to.include({ occurrences: 1, reason: 'Acme took too long.' });
  });

  it('1 rejected credential opens it as CRITICAL, 1 shrunk roster as WARNING', async () => {
    await scene.failRun('credentials', 'Acme rejected the API key.');
    expect(scene.tables.incidents.rows()).to.have.length(1);
    expect(scene.tables.incidents.rows()[0]).to.include({ kind: 'credentials-rejected', severity: 'CRITICAL' });
    const other = new AlertsScene();
    await other.failRun('roster-shrunk');
    expect(other.tables.incidents.rows()[0]).to.include({ kind: 'roster-shrunk', severity: 'WARNING' });
  });

  it('the next success ends it, with 1 message to each; more successes say nothing', async () => {
    for (let run = 0; run < 3; run += 1) await scene.failRun();
    for (let run = 0; run < 3; run += 1) await scene.succeed();
    expect(scene.told).to.deep.equal([...OPENED, 'resolved ann@example.com', 'resolved bob@example.com']);
  });

  it('an outage of 1 hour with 100 drivers read every minute and a sync every 5: 1 message on open and 1 on its end each', async () => {
    for (let minute = 0; minute < 60; minute += 1) {
      for (let driver = 0; driver < 100; driver += 1) await scene.failLive();
      if (minute % 5 === 0) await scene.failRun(minute < 10 ? 'unavailable' : 'circuit-open');
      scene.setStale(minute > 55 ? 100 : 0);
      await scene.watch.execute();
      scene.minutes(1);
    }
    await scene.succeed();
    scene.setStale(0);
    await scene.watch.execute();
    expect(scene.told).to.deep.equal([...OPENED, 'resolved ann@example.com', 'resolved bob@example.com']);
  });

  it('tells extra addresses too, each person once whatever the case, and Slack', async () => {
    await scene.settings({ emails: ['Ann@Example.com', 'carla@example.com'], slackWebhookUrl: new Secret('https://hooks.slack.com/x') });
    await scene.failRun('credentials');
    expect(scene.told).to.deep.equal([...OPENED, 'opened carla@example.com', 'opened slack']);
    expect(new Set(scene.outbox.map(({ id }) => id)).size).to.equal(4);
  });

  it('obeys the tenant’s own threshold of 5 within 10 minutes', async () => {
    await scene.settings({ failureThreshold: 5, windowMinutes: 10 });
    for (let run = 0; run < 4; run += 1) await scene.failRun();
    expect(scene.told).to.deep.equal([]);
    await scene.failRun();
    expect(scene.told).to.deep.equal(OPENED);
  });

  it('says nothing about an integration that is gone', async () => {
    const row = scene.tables.integrations.get(scene.integration);
    if (row !== undefined) scene.tables.integrations.set(scene.integration, { ...row, gone: true });
    await scene.failRun('credentials');
    expect(scene.tables.incidents.rows()).to.deep.equal([]);
  });

  it('keeps neither the incident nor the live failure when its messages cannot be written', async () => {
    await scene.settings({ failureThreshold: 1 });
    const broken = scene.repositories.outbox.enqueue([{ id: '00000000-0000-4000-8000-000000000002', tenantId: scene.home, incidentId: undefined, recipient: { channel: 'slack' }, message: { occasion: 'test', severity: 'INFO', title: '', text: '', context: [], link: undefined } }]);
    await broken;
    expect(await rejectionOf(scene.failLive())).to.be.instanceOf(Error);
    expect([scene.tables.incidents.rows(), scene.tables.ended.rows()]).to.deep.equal([[], []]);
  });
});
