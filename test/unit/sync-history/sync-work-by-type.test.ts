import { expect } from 'chai';
import { SyncHos } from '../../../src/application/hours-of-service/sync-hos.js';
import { SyncWorkByType } from '../../../src/infrastructure/scheduling/sync-work-by-type.js';
import { PerformingFleet } from './performing-fleet.js';

describe('SyncWorkByType', () => {
  let fleet: PerformingFleet;
  let work: SyncWorkByType;

  beforeEach(() => {
    fleet = new PerformingFleet();
    const { vendor, roster, snapshots, clock, logger } = fleet;
    work = new SyncWorkByType(new SyncHos(vendor, roster, snapshots, clock, logger));
  });

  it('gives an hos run to hours of service, with its confirmation', async () => {
    const run = await fleet.startedRun();
    expect(await work.perform(run, fleet.stop.signal)).to.include({ status: 'success' });
  });

  it('does not take a kind nobody reads for a success', async () => {
    const run = await fleet.startedRun();
    expect(() => work.perform({ ...run, syncType: 'loads' }, fleet.stop.signal)).to.throw(/loads/);
  });
});
