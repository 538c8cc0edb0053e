import { GetLoad } from '../../../src/application/fleet-data/get-load.js';
import { ListLoads } from '../../../src/application/fleet-data/list-loads.js';
import { LiveLoadReads } from '../../../src/application/fleet-data/live-load-reads.js';
import type { LoadAnswer } from '../../../src/application/fleet-data/load-answer.js';
import { ReadActiveLoads } from '../../../src/application/fleet-data/read-active-loads.js';
import { ReadOneLoad } from '../../../src/application/fleet-data/read-one-load.js';
import { RecordedFetch } from '../../../src/application/fleet-data/recorded-fetch.js';
import { SyncLoads } from '../../../src/application/fleet-data/sync-loads.js';
import type { SyncLoadsResult } from '../../../src/application/fleet-data/sync-loads.js';
import type { LoadObservation } from '../../../src/domain/fleet-data/load.js';
import { toLoadId } from '../../../src/domain/shared/identifiers.js';
import type { IntegrationId, TenantId } from '../../../src/domain/shared/identifiers.js';
import type { WorkLease } from '../../../src/domain/shared/work-lease.js';
import { loadSeen } from '../../contracts/fleet-data/load-examples.js';
import { FleetDoubles } from '../../support/doubles/fleet-data/fleet-doubles.js';
import { ScriptedLoadSources } from '../../support/doubles/fleet-data/scripted-load-sources.js';
import type { ScriptedTms } from '../../support/doubles/fleet-data/scripted-load-sources.js';
import { ManualTimer } from '../../support/doubles/manual-timer.js';
import { RecordingLogger } from '../../support/recording-logger.js';

export const BUDGET_MS = 2_000;
export const INTERVAL_SECONDS = 300;

/** Syncs and reads of loads over one tenant with one enabled TMS, in memory. */
export class ReadingLoads extends FleetDoubles {
  readonly timer = new ManualTimer();
  readonly logger = new RecordingLogger();
  readonly sources = new ScriptedLoadSources(this.state);
  readonly activeLoads = new ReadActiveLoads(this.loadStore, this.assignableDrivers, this.clock);
  readonly #oneLoad = new ReadOneLoad(this.loadStore, this.assignableDrivers, this.clock);
  readonly live = new LiveLoadReads(this.sources, this.activeLoads, this.#oneLoad, new RecordedFetch(this.contacts, this.logger));
  readonly getLoad = new GetLoad(this.loadQueries, this.sources, this.live, this.clock, this.timer, BUDGET_MS);
  readonly listLoads = new ListLoads(this.loadQueries, this.sources, this.live, this.clock, this.timer, BUDGET_MS);
  readonly syncLoads = new SyncLoads(this.sources, this.activeLoads);

  private constructor(
    readonly tenantId: TenantId,
    readonly integrationId: IntegrationId,
  ) {
    super();
  }

  static async open(): Promise<ReadingLoads> {
    const ids = new FleetDoubles();
    const tenantId = await ids.given.tenant();
    const scene = new ReadingLoads(tenantId, await ids.given.integration(tenantId, { vendor: 'TRUCKBASE_TMS', integrationType: 'TMS' }));
    scene.state.integrations = ids.state.integrations;
    return scene;
  }

  get tms(): ScriptedTms {
    return this.sources.at(this.integrationId);
  }

  /** As seen now. */
  seen(id: string, more: Partial<LoadObservation> = {}): LoadObservation {
    return loadSeen(id, this.clock.now(), more);
  }

  /** The TMS lists these, on one page, and knows them by id. */
  tmsHas(loads: readonly LoadObservation[], tms: ScriptedTms = this.tms): void {
    tms.pages = [{ loads, unreadable: 0 }];
    for (const load of loads) tms.byId.set(load.externalLoadId, load);
  }

  /** The TMS answers when the returned function is called. */
  tmsWaits(): () => void {
    let release = (): void => undefined;
    this.tms.gate = new Promise((resolve) => { release = resolve; });
    return () => { release(); };
  }

  /** Syncs what the TMS lists, then lets so many seconds pass. */
  async synced(ids: readonly string[], secondsAgo: number): Promise<void> {
    this.tmsHas(ids.map((id) => this.seen(id)));
    await this.sync();
    this.clock.advance(secondsAgo * 1000);
    this.tmsHas(ids.map((id) => this.seen(id)));
  }

  async sync(lease?: WorkLease, signal = new AbortController().signal): Promise<SyncLoadsResult> {
    return this.syncLoads.execute({ lease: lease ?? (await this.given.lease(this.tenantId, this.integrationId)) }, signal);
  }

  read(loadId: string): Promise<LoadAnswer> {
    return this.getLoad.execute(this.tenantId, toLoadId(loadId));
  }

  async list(filter: 'active' | 'all' = 'active'): Promise<readonly LoadAnswer[]> {
    return (await this.listLoads.execute(this.tenantId, filter, { limit: 50, offset: 0 })).items;
  }

  otherTms(vendor = 'MCLEOD_TMS'): Promise<IntegrationId> {
    return this.given.integration(this.tenantId, { vendor, integrationType: 'TMS' });
  }
}

/** What answers are compared by. */
export function servingOf({ load, cached, stale, error }: LoadAnswer): unknown {
  return { id: load.loadId, cached, stale, error };
}
