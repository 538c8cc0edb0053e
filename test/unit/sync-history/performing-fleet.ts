import { PerformSyncRun } from '../../../src/application/sync-history/perform-sync-run.js';
import type { LeasedRun } from '../../../src/application/sync-history/ports/sync-run-store.js';
import type { IntegrationId, TenantId } from '../../../src/domain/shared/identifiers.js';
import type { SyncRun } from '../../../src/domain/sync-history/sync-run.js';
import { orderFor, startedRun } from '../../contracts/sync-history/sync-run-store.contract.js';
import { FleetDoubles } from '../../support/doubles/fleet-data/fleet-doubles.js';
import { RecordingMetrics } from '../../support/doubles/hours-of-service/recording-metrics.js';
import { ManualTimer } from '../../support/doubles/manual-timer.js';
import { RecordingSyncObserver } from '../../support/doubles/sync-history/recording-sync-observer.js';
import { ScriptedSyncWork } from '../../support/doubles/sync-history/scripted-sync-work.js';
import { RecordingLogger } from '../../support/recording-logger.js';

export const HEARTBEAT_MS = 10_000;

/** Runs over a fleet in memory, whose work a test ends. Leases last 30 s. */
export class PerformingFleet extends FleetDoubles {
  readonly timer = new ManualTimer();
  readonly metrics = new RecordingMetrics();
  readonly logger = new RecordingLogger();
  readonly work = new ScriptedSyncWork();
  readonly observer = new RecordingSyncObserver();
  readonly perform = new PerformSyncRun(this.runs, this.work, this.observer, this.timer, this.metrics, this.logger, HEARTBEAT_MS);
  readonly stop = new AbortController();

  async startedRun(): Promise<LeasedRun> {
    const tenantId = await this.given.tenant();
    return startedRun(this.runs, orderFor(tenantId, await this.given.integration(tenantId)));
  }

  /** An integration of a tenant of its own that has been due for a second. */
  async dueIntegration(): Promise<{ readonly tenantId: TenantId; readonly integrationId: IntegrationId }> {
    const tenantId = await this.given.tenant();
    const nextSyncAt = new Date(this.clock.now().getTime() - 1_000);
    return { tenantId, integrationId: await this.given.integration(tenantId, { nextSyncAt }) };
  }

  /** Lets time pass for sleepers and for leases. */
  async pass(milliseconds: number): Promise<void> {
    this.clock.advance(milliseconds);
    await this.timer.advance(milliseconds);
  }

  find({ lease }: LeasedRun): Promise<SyncRun | undefined> {
    return this.runs.find(lease.tenantId, lease.runId);
  }

  get events(): readonly string[] {
    return this.logger.lines.map(({ level, event }) => `${level} ${event}`);
  }
}
