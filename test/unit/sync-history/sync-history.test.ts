import { expect } from 'chai';
import { GetSyncStatistics } from '../../../src/application/sync-history/get-sync-statistics.js';
import { ListSyncRuns } from '../../../src/application/sync-history/list-sync-runs.js';
import { IntegrationNotFoundError } from '../../../src/domain/integrations/errors.js';
import { SUCCEEDED } from '../../support/doubles/sync-history/scripted-sync-work.js';
import { rejectionOf } from '../../support/rejection.js';
import { PerformingFleet } from './performing-fleet.js';

const PAGE = { limit: 50, offset: 0 };

describe('Sync history', () => {
  let fleet: PerformingFleet;
  let list: ListSyncRuns;
  let statistics: GetSyncStatistics;

  beforeEach(() => {
    fleet = new PerformingFleet();
    list = new ListSyncRuns(fleet.targets, fleet.syncQueries);
    statistics = new GetSyncStatistics(fleet.targets, fleet.syncQueries);
  });

  it('is listed and summed up, also of a deleted integration', async () => {
    const { lease } = await fleet.startedRun();
    fleet.clock.advance(1_500);
    await fleet.runs.settle(lease, SUCCEEDED);
    await fleet.given.deleteIntegration(lease.tenantId, lease.integrationId);
    const { items, total } = await list.execute(lease.tenantId, lease.integrationId, PAGE);
    expect([items.map(({ id }) => id), total]).to.deep.equal([[lease.runId], 1]);
    expect(await statistics.execute(lease.tenantId, lease.integrationId)).to.deep.equal({
      totalSyncs: 1, successfulSyncs: 1, partialSyncs: 0, failedSyncs: 0, successRate: 100, avgRecordsPerSync: 3, avgDurationMs: 1_500,
    });
  });

  it('of another tenant’s integration is not found', async () => {
    const { lease } = await fleet.startedRun();
    const foreign = await fleet.given.tenant();
    expect(await rejectionOf(list.execute(foreign, lease.integrationId, PAGE))).to.be.instanceOf(IntegrationNotFoundError);
    expect(await rejectionOf(statistics.execute(foreign, lease.integrationId))).to.be.instanceOf(IntegrationNotFoundError);
  });
});
