import type { GivenDriver, GivenFleet, GivenIntegration, KeptDriver, KeptIntegration, KeptOverride } from '../../../contracts/fleet-data/given-fleet.js';
import type { HosOverride } from '../../../../src/domain/hours-of-service/hos-override.js';
import type { HosSnapshot } from '../../../../src/domain/hours-of-service/hos-snapshot.js';
import { toDriverId, toIntegrationId, toTenantId, toUserId } from '../../../../src/domain/shared/identifiers.js';
import type { DriverId, IntegrationId, TenantId } from '../../../../src/domain/shared/identifiers.js';
import type { WorkLease } from '../../../../src/domain/shared/work-lease.js';
import type { SyncRunStore } from '../../../../src/application/sync-history/ports/sync-run-store.js';
import { CountingIds } from '../counting-ids.js';
import type { FleetState } from './fleet-state.js';

const HOUR_MS = 3_600_000;

/** Rows of the doubles, put there and looked at directly. */
export class GivenInMemory implements GivenFleet {
  readonly #ids = new CountingIds(1);

  constructor(
    private readonly state: FleetState,
    private readonly runs: SyncRunStore,
  ) {}

  now(): Date {
    return this.state.clock.now();
  }

  async tenant(): Promise<TenantId> {
    return toTenantId(this.#ids.next());
  }

  async integration(tenantId: TenantId, more: Partial<GivenIntegration> = {}): Promise<IntegrationId> {
    const id = toIntegrationId(this.#ids.next());
    const row = {
      id,
      tenantId,
      vendor: 'SAMSARA_ELD',
      integrationType: 'HOS_ELD',
      enabled: true,
      deleted: false,
      defaultRuleset: undefined,
      syncIntervalSeconds: 300,
      nextSyncAt: new Date(this.now().getTime() + HOUR_MS),
      condition: 'unreached',
      lastSyncAt: undefined,
      lastSuccessAt: undefined,
      lastErrorAt: undefined,
      lastErrorMessage: undefined,
    } as const;
    this.state.integrations = [...this.state.integrations, { ...row, ...more }];
    return id;
  }

  async deleteIntegration(_tenantId: TenantId, id: IntegrationId): Promise<void> {
    this.state.changeIntegration(id, { enabled: false, deleted: true });
  }

  async driver(tenantId: TenantId, driverId: string, more: Partial<GivenDriver> = {}): Promise<DriverId> {
    const id = toDriverId(driverId);
    this.state.putDriver({ tenantId, driverId: id, name: driverId, isActive: true, link: undefined, ruleset: 'not-sent', ...more });
    return id;
  }

  async snapshot(tenantId: TenantId, driverId: DriverId, snapshot: HosSnapshot): Promise<void> {
    this.state.putSnapshot({ tenantId, driverId, snapshot });
  }

  async override(tenantId: TenantId, driverId: DriverId, override: HosOverride): Promise<void> {
    const row = { ...override, tenantId, driverId, setById: toUserId('someone'), endedAt: undefined, endedById: undefined };
    this.state.overrides = [...this.state.overrides, row];
  }

  async lease(tenantId: TenantId, integrationId: IntegrationId): Promise<WorkLease> {
    const started = await this.runs.start({ tenantId, integrationId, syncType: 'hos', trigger: 'manual', rosterConfirmed: false });
    return started.kind === 'started' ? started.run.lease : started.lease;
  }

  async takeAway(lease: WorkLease): Promise<void> {
    this.state.changeRun(lease.runId, { fencing: lease.fencing + 1 });
  }

  async expire(lease: WorkLease): Promise<void> {
    this.state.changeRun(lease.runId, { leaseUntil: new Date(this.now().getTime() - 1) });
  }

  async keptDriver(tenantId: TenantId, driverId: string): Promise<KeptDriver | undefined> {
    const found = this.state.driver(tenantId, toDriverId(driverId));
    return found && { name: found.name, isActive: found.isActive, link: found.link, ruleset: found.ruleset };
  }

  async keptSnapshot(tenantId: TenantId, driverId: string): Promise<HosSnapshot | undefined> {
    return this.state.snapshotOf({ tenantId, driverId: toDriverId(driverId) })?.snapshot;
  }

  async keptIntegration(tenantId: TenantId, id: IntegrationId): Promise<KeptIntegration> {
    const found = this.state.integration(tenantId, id);
    if (found === undefined) throw new Error('No such integration.');
    const { condition, nextSyncAt, lastSyncAt, lastSuccessAt, lastErrorAt, lastErrorMessage } = found;
    return { condition, nextSyncAt, lastSyncAt, lastSuccessAt, lastErrorAt, lastErrorMessage };
  }

  async keptOverrides(tenantId: TenantId, driverId: DriverId): Promise<readonly KeptOverride[]> {
    const mine = this.state.overrides.filter((row) => row.tenantId === tenantId && row.driverId === driverId);
    return mine.map(({ reason, setById, endedById }) => ({ reason, setById, endedById }));
  }
}
