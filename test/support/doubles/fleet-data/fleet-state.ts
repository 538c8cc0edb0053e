import type { Clock } from '../../../../src/application/shared/clock.js';
import { isInForce } from '../../../../src/domain/hours-of-service/hos-override.js';
import { LeaseLostError } from '../../../../src/domain/shared/domain-error.js';
import type { DriverId, IntegrationId, TenantId } from '../../../../src/domain/shared/identifiers.js';
import type { WorkLease } from '../../../../src/domain/shared/work-lease.js';
import type { DriverRecord, IntegrationRecord, ListReadRecord, LoadRecord, OverrideRecord, RunRecord, SnapshotRecord } from './fleet-rows.js';

interface OfDriver {
  readonly tenantId: TenantId;
  readonly driverId: DriverId;
}

/** What the database holds of integrations, drivers, their hours and their syncs. The doubles of all ports share one. */
export class FleetState {
  integrations: readonly IntegrationRecord[] = [];
  drivers: readonly DriverRecord[] = [];
  snapshots: readonly SnapshotRecord[] = [];
  overrides: readonly OverrideRecord[] = [];
  runs: readonly RunRecord[] = [];
  loads: readonly LoadRecord[] = [];
  listReads: readonly ListReadRecord[] = [];

  /** `clock` stands for the database's. */
  constructor(readonly clock: Clock) {}

  integration(tenantId: TenantId, id: IntegrationId): IntegrationRecord | undefined {
    return this.integrations.find((one) => one.tenantId === tenantId && one.id === id);
  }

  changeIntegration(id: IntegrationId, change: Partial<IntegrationRecord>): void {
    this.integrations = this.integrations.map((one) => (one.id === id ? { ...one, ...change } : one));
  }

  driver(tenantId: TenantId, driverId: DriverId): DriverRecord | undefined {
    return this.drivers.find(isOf({ tenantId, driverId }));
  }

  linkedTo({ tenantId, integrationId }: Pick<WorkLease, 'tenantId' | 'integrationId'>): readonly DriverRecord[] {
    return this.drivers.filter((one) => one.tenantId === tenantId && one.link?.integrationId === integrationId);
  }

  /** Replaces the driver of this id, or adds them. */
  putDriver(driver: DriverRecord): void {
    this.drivers = [...this.drivers.filter((one) => !isOf(driver)(one)), driver];
  }

  snapshotOf(driver: OfDriver): SnapshotRecord | undefined {
    return this.snapshots.find(isOf(driver));
  }

  putSnapshot(record: SnapshotRecord): void {
    this.snapshots = [...this.snapshots.filter((one) => !isOf(record)(one)), record];
  }

  dropSnapshot(driver: OfDriver): void {
    this.snapshots = this.snapshots.filter((one) => !isOf(driver)(one));
  }

  /** The override nobody has ended, in force or run out. */
  openOverrideOf(driver: OfDriver): OverrideRecord | undefined {
    return this.overrides.find((one) => isOf(driver)(one) && one.endedAt === undefined);
  }

  isOverridden(driver: OfDriver): boolean {
    const override = this.openOverrideOf(driver);
    return override !== undefined && isInForce(override, this.clock.now());
  }

  /** Replaces the load of this id, or adds it. */
  putLoad(load: LoadRecord): void {
    const isOther = (one: LoadRecord): boolean => one.tenantId !== load.tenantId || one.loadId !== load.loadId;
    this.loads = [...this.loads.filter(isOther), load];
  }

  changeRun(id: RunRecord['id'], change: Partial<RunRecord>): void {
    this.runs = this.runs.map((one) => (one.id === id ? { ...one, ...change } : one));
  }

  /** The run, while this lease is the one it is held by. */
  held({ tenantId, runId, fencing }: WorkLease): RunRecord | undefined {
    return this.runs.find(
      (run) => run.tenantId === tenantId && run.id === runId && run.fencing === fencing && run.status === 'running',
    );
  }

  requireHeld(lease: WorkLease): void {
    const isDeleted = this.integration(lease.tenantId, lease.integrationId)?.deleted ?? true;
    if (isDeleted || this.held(lease) === undefined) throw new LeaseLostError();
  }

  /** Everything as it is now, to be put back when a transaction fails. */
  remember(): () => void {
    const { integrations, drivers, snapshots, overrides, runs, loads, listReads } = this;
    return () => Object.assign(this, { integrations, drivers, snapshots, overrides, runs, loads, listReads });
  }
}

function isOf(driver: OfDriver): (row: OfDriver) => boolean {
  return (row) => row.tenantId === driver.tenantId && row.driverId === driver.driverId;
}
