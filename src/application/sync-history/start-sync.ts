import type { IntegrationId, TenantId } from '../../domain/shared/identifiers.js';
import { decideSync } from '../../domain/sync-history/sync-demand.js';
import type { SyncTrigger } from '../../domain/sync-history/sync-run.js';
import type { PerformSyncRun } from './perform-sync-run.js';
import type { SyncRunStore } from './ports/sync-run-store.js';
import type { SyncTargets } from './ports/sync-targets.js';

export interface StartSyncInput {
  readonly tenantId: TenantId;
  readonly integrationId: IntegrationId;
  readonly trigger: SyncTrigger;
  /** When we were told of what the sync is to read, by the store's clock. */
  readonly toldAt: Date;
}

/** A sync nobody waits for. */
export class StartSync {
  constructor(
    private readonly targets: SyncTargets,
    private readonly runs: SyncRunStore,
    private readonly perform: PerformSyncRun,
    private readonly stop: AbortSignal,
  ) {}

  /**
   * Starts a run. `covered`: one has begun since we were told, and reads the same. `wait`: one that began before is still going on
   * and may have read too early; call again later. Throws `IntegrationNotFoundError`, `IntegrationDisabledError`, `SyncNotSupportedError`.
   */
  async execute({ tenantId, integrationId, trigger, toldAt }: StartSyncInput): Promise<'started' | 'covered' | 'wait'> {
    const syncType = await this.targets.get(tenantId, integrationId);
    for (;;) {
      const demand = decideSync(toldAt, await this.runs.latest(tenantId, integrationId));
      if (demand !== 'start') return demand;
      const started = await this.runs.start({ tenantId, integrationId, syncType, trigger, rosterConfirmed: false });
      if (started.kind === 'started') {
        void this.perform.execute(started.run, this.stop);
        return 'started';
      }
      // It began after we looked. Looked at again, it is the latest.
    }
  }
}
