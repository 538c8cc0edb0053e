import { expect } from 'chai';
import { runAlertJobs } from '../../../src/infrastructure/scheduling/alert-jobs.js';
import { runEvery } from '../../../src/infrastructure/scheduling/run-every.js';
import { reportSyncs } from '../../../src/infrastructure/alerts/report-syncs.js';
import { toSyncRunId } from '../../../src/domain/shared/identifiers.js';
import { NO_RECORDS } from '../../../src/domain/sync-history/sync-run.js';
import type { SyncOutcome } from '../../../src/domain/sync-history/sync-run.js';
import { ManualTimer } from '../../support/doubles/manual-timer.js';
import { RecordingLogger } from '../../support/recording-logger.js';
import { AlertsScene } from './alerts-scene.js';

describe('Work done again and again', () => {
  it('is done at once and then every 10 s, failures logged and passed over, until it is stopped', async () => {
    const [timer, logger, stop] = [new ManualTimer(), new RecordingLogger(), new AbortController()];
    let turns = 0;
    const work = async (): Promise<void> => {
      turns += 1;
      if (turns === 2) throw new Error('once');
    };
    const running = runEvery({ name: 'counting', seconds: 10, work }, timer, logger, stop.signal);
    await timer.advance(0);
    await timer.advance(30_000);
    expect(turns).to.equal(4);
    expect(logger.lines.map(({ event, fields }) => [event, fields['work']])).to.deep.equal([['background.failed', 'counting']]);
    stop.abort();
    await running;
    await timer.advance(60_000);
    expect(turns).to.equal(4);
  });

  it('is not begun when it is stopped already', async () => {
    let turns = 0;
    await runEvery({ name: 'never', seconds: 1, work: async () => (turns += 1) }, new ManualTimer(), new RecordingLogger(), AbortSignal.abort());
    expect(turns).to.equal(0);
  });

  it('for alerts is a look at old hours every 60 s and at the outbox every 2 s', async () => {
    const [scene, timer, stop] = [new AlertsScene(), new ManualTimer(), new AbortController()];
    const running = runAlertJobs({ watch: scene.watch, deliver: scene.deliver, timer, logger: scene.logger }, stop.signal);
    await timer.advance(0);
    scene.setStale(3);
    await timer.advance(59_999);
    expect(scene.told).to.deep.equal([]);
    await timer.advance(1);
    expect(scene.told).to.have.length(2);
    await timer.advance(2_000);
    expect(scene.channel.dispatched).to.have.length(2);
    stop.abort();
    await running;
  });
});

describe('A run that has ended', () => {
  const endings: readonly (readonly [string, SyncOutcome['status'], string | undefined, readonly string[]])[] = [
    ['a failure counts', 'failed', 'credentials', ['credentials-rejected']],
    ['a roster that shrank counts', 'partial', 'roster-shrunk', ['roster-shrunk']],
    ['records that could not be read do not', 'partial', 'unreadable-records', []],
    ['a success does not', 'success', undefined, []],
  ];
  for (const [what, status, code, kinds] of endings) {
    it(`${what} (${status}${code === undefined ? '' : `, ${code}`})`, async () => {
      const scene = new AlertsScene();
      const lease = { tenantId: scene.home, integrationId: scene.integration, runId: toSyncRunId('r'), fencing: 1 };
      const run = { tenantId: scene.home, integrationId: scene.integration, syncType: 'hos', trigger: 'schedule', rosterConfirmed: false, lease } as const;
      const problem = code === undefined ? undefined : { code, message: 'Acme said no.' };
      await reportSyncs(scene.report, scene.logger).finished(run, { status, counts: NO_RECORDS, problem });
      expect(scene.tables.incidents.rows().map(({ kind }) => kind)).to.deep.equal(kinds);
      scene.report.execute = () => Promise.reject(new Error('away'));
      await reportSyncs(scene.report, scene.logger).finished(run, { status, counts: NO_RECORDS, problem });
      expect(scene.logger.lines.map(({ event }) => event)).to.deep.equal(['alerts.sync-not-reported']);
    });
  }
});
