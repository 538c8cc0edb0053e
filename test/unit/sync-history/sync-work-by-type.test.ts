import { expect } from 'chai';
import { ReadActiveLoads } from '../../../src/application/fleet-data/read-active-loads.js';
import { SyncLoads } from '../../../src/application/fleet-data/sync-loads.js';
import { SyncHos } from '../../../src/application/hours-of-service/sync-hos.js';
import { SyncWorkByType } from '../../../src/infrastructure/scheduling/sync-work-by-type.js';
import { ScriptedLoadSources } from '../../support/doubles/fleet-data/scripted-load-sources.js';
import { loadSeen } from '../../contracts/fleet-data/load-examples.js';
import { PerformingFleet } from './performing-fleet.js';

describe('SyncWorkByType', () => {
  let fleet: PerformingFleet;
  let sources: ScriptedLoadSources;
  let work: SyncWorkByType;

  beforeEach(() => {
    fleet = new PerformingFleet();
    const { vendor, roster, snapshots, clock, logger, loadStore, assignableDrivers } = fleet;
    sources = new ScriptedLoadSources(fleet.state);
    const loads = new SyncLoads(sources, new ReadActiveLoads(loadStore, assignableDrivers, clock));
    work = new SyncWorkByType(new SyncHos(vendor, roster, snapshots, clock, logger), loads);
  });

  it('gives an hos run to hours of service, with its confirmation', async () => {
    const run = await fleet.startedRun();
    expect(await work.perform(run, fleet.stop.signal)).to.include({ status: 'success' });
  });

  it('gives a loads run to fleet data', async () => {
    const run = await fleet.startedRun();
    sources.at(run.integrationId).pages = [{ loads: [loadSeen('L1', fleet.clock.now())], unreadable: 0 }];
    expect(await work.perform({ ...run, syncType: 'loads' }, fleet.stop.signal)).to.deep.include({ status: 'success', counts: { processed: 1, created: 1, updated: 0, failed: 0 } });
  });

  it('does not take a kind nobody reads for a success', async () => {
    const run = await fleet.startedRun();
    expect(() => work.perform({ ...run, syncType: 'pems_pull' }, fleet.stop.signal)).to.throw(/pems_pull/);
  });
});
