import type { IntegrationId, TenantId } from '../../domain/shared/identifiers.js';
import type { SyncTrigger } from '../../domain/sync-history/sync-run.js';
import type { PerformSyncRun } from './perform-sync-run.js';
import type { SyncRunStore } from './ports/sync-run-store.js';
import type { SyncTargets } from './ports/sync-targets.js';

export interface StartSyncInput {
  readonly tenantId: TenantId;
  readonly integrationId: IntegrationId;
  readonly trigger: SyncTrigger;
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
   * Starts a run, unless one is going on already.
   * Throws `IntegrationNotFoundError`, `IntegrationDisabledError`, `SyncNotSupportedError`.
   */
  async execute({ tenantId, integrationId, trigger }: StartSyncInput): Promise<void> {
    const syncType = await this.targets.get(tenantId, integrationId);
    const started = await this.runs.start({ tenantId, integrationId, syncType, trigger, rosterConfirmed: false });
    if (started.kind === 'started') void this.perform.execute(started.run, this.stop);
  }
}
