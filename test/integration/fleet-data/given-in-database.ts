import { randomUUID } from 'node:crypto';
import type { GivenDriver, GivenFleet, GivenIntegration, KeptDriver, KeptIntegration, KeptOverride } from '../../contracts/fleet-data/given-fleet.js';
import type { HosOverride } from '../../../src/domain/hours-of-service/hos-override.js';
import type { HosSnapshot } from '../../../src/domain/hours-of-service/hos-snapshot.js';
import { toDriverId, toIntegrationId, toSyncRunId, toTenantId, toUserId } from '../../../src/domain/shared/identifiers.js';
import type { DriverId, IntegrationId, TenantId } from '../../../src/domain/shared/identifiers.js';
import type { WorkLease } from '../../../src/domain/shared/work-lease.js';
import type { Database } from '../../../src/infrastructure/persistence/database.js';
import { toDriverHosState } from '../../../src/infrastructure/persistence/hours-of-service/hos-rows.js';
import type { DriverHosRow } from '../../../src/infrastructure/persistence/hours-of-service/hos-rows.js';
import type { IntegrationRow } from '../../../src/infrastructure/persistence/integrations/knex-integration-repository.js';

const HOUR_MS = 3_600_000;

type Row = Readonly<Record<string, string | number | boolean | Date | null | undefined>>;

interface OfDriver {
  tenant_id: string;
  driver_id: string;
}

interface OverrideRow extends OfDriver {
  id: number;
  reason: string;
  set_by_id: string;
  ended_by_id: string | null;
}

/** Rows of the database, put there and looked at as the scheduler sees them: every tenant's. */
export class GivenInDatabase implements GivenFleet {
  constructor(private readonly database: Database) {}

  now(): Date {
    return new Date();
  }

  async tenant(): Promise<TenantId> {
    const id = randomUUID();
    await this.insert('tenant', { id, name: 'Acme', created_at: this.now() });
    return toTenantId(id);
  }

  async integration(tenantId: TenantId, more: Partial<GivenIntegration> = {}): Promise<IntegrationId> {
    const id = randomUUID();
    await this.insert('integration', {
      id,
      tenant_id: tenantId,
      vendor: more.vendor ?? 'SAMSARA_ELD',
      integration_type: more.integrationType ?? 'HOS_ELD',
      display_name: 'Trucks',
      enabled: more.enabled ?? true,
      condition: 'unreached',
      config: JSON.stringify(more.defaultRuleset === undefined ? {} : { default_ruleset: more.defaultRuleset }),
      sync_interval_seconds: more.syncIntervalSeconds ?? 300,
      next_sync_at: more.nextSyncAt ?? new Date(this.now().getTime() + HOUR_MS),
      created_at: this.now(),
      updated_at: this.now(),
    });
    return toIntegrationId(id);
  }

  async deleteIntegration(_tenantId: TenantId, id: IntegrationId): Promise<void> {
    await this.database.system((sql) => sql('integration').where({ id }).update({ enabled: false, deleted_at: this.now() }));
  }

  async driver(tenantId: TenantId, driverId: string, more: Partial<GivenDriver> = {}): Promise<DriverId> {
    await this.insert('driver', {
      tenant_id: tenantId,
      driver_id: driverId,
      name: more.name ?? driverId,
      is_active: more.isActive ?? true,
      integration_id: more.link?.integrationId ?? null,
      external_driver_id: more.link?.externalDriverId ?? null,
      ruleset: more.ruleset ?? 'not-sent',
    });
    return toDriverId(driverId);
  }

  async snapshot(tenantId: TenantId, driverId: DriverId, { remaining, violations, ...snapshot }: HosSnapshot): Promise<void> {
    const violation = (kind: string): number | undefined => violations.find((one) => one.kind === kind)?.durationHours;
    await this.insert('hos_snapshot', {
      tenant_id: tenantId,
      driver_id: driverId,
      integration_id: randomUUID(),
      data_source: snapshot.dataSource,
      external_driver_id: snapshot.externalDriverId,
      duty_status: snapshot.dutyStatus,
      duty_status_raw: snapshot.dutyStatusRaw,
      drive_hours: remaining.driveHours,
      shift_hours: remaining.shiftHours,
      cycle_hours: remaining.cycleHours,
      until_break_hours: remaining.untilBreakHours,
      shift_driving_violation_hours: violation('shift_driving'),
      cycle_violation_hours: violation('cycle'),
      as_of: snapshot.asOf,
    });
  }

  async override(tenantId: TenantId, driverId: DriverId, override: HosOverride): Promise<void> {
    await this.insert('hos_override', {
      tenant_id: tenantId,
      driver_id: driverId,
      hours_driven: override.hoursDriven,
      on_duty_time: override.onDutyTime,
      hours_since_break: override.hoursSinceBreak,
      duty_status: override.dutyStatus,
      reason: override.reason,
      set_by: override.setBy,
      set_by_id: 'someone',
      set_at: override.setAt,
      expires_at: override.expiresAt,
    });
  }

  async lease(tenantId: TenantId, integrationId: IntegrationId): Promise<WorkLease> {
    const id = randomUUID();
    await this.insert('sync_run', {
      id,
      tenant_id: tenantId,
      integration_id: integrationId,
      sync_type: 'hos',
      trigger: 'manual',
      status: 'running',
      roster_confirmed: false,
      lease_until: new Date(this.now().getTime() + HOUR_MS),
    });
    return { tenantId, integrationId, runId: toSyncRunId(id), fencing: 1 };
  }

  async takeAway({ runId, fencing }: WorkLease): Promise<void> {
    await this.database.system((sql) => sql('sync_run').where({ id: runId }).update({ fencing: fencing + 1 }));
  }

  async expire({ runId }: WorkLease): Promise<void> {
    const lease_until = new Date(this.now().getTime() - 1000);
    await this.database.system((sql) => sql('sync_run').where({ id: runId }).update({ lease_until }));
  }

  async keptDriver(tenantId: TenantId, driverId: string): Promise<KeptDriver | undefined> {
    const row = await this.driverRow(tenantId, driverId);
    if (row === undefined) return undefined;
    const { integration_id: integration, external_driver_id: external } = row;
    const link = integration === null || external === null ? undefined : { integrationId: toIntegrationId(integration), externalDriverId: external };
    return { name: row.name, isActive: row.is_active, link, ruleset: row.ruleset };
  }

  async keptSnapshot(tenantId: TenantId, driverId: string): Promise<HosSnapshot | undefined> {
    const row = await this.driverRow(tenantId, driverId);
    return row && toDriverHosState(row).snapshot;
  }

  async keptIntegration(_tenantId: TenantId, id: IntegrationId): Promise<KeptIntegration> {
    const row = await this.database.system((sql) => sql<IntegrationRow>('integration').where({ id }).first());
    if (row === undefined) throw new Error('No such integration.');
    return {
      condition: row.condition,
      nextSyncAt: row.next_sync_at,
      lastSyncAt: row.last_sync_at ?? undefined,
      lastSuccessAt: row.last_success_at ?? undefined,
      lastErrorAt: row.last_error_at ?? undefined,
      lastErrorMessage: row.last_error_message ?? undefined,
    };
  }

  async keptOverrides(tenantId: TenantId, driverId: DriverId): Promise<readonly KeptOverride[]> {
    const rows = await this.database.system((sql) =>
      sql<OverrideRow>('hos_override')
        .where({ tenant_id: tenantId, driver_id: driverId })
        .orderBy('id')
        .select('*'),
    );
    return rows.map(({ reason, set_by_id: by, ended_by_id: ended }) => ({
      reason,
      setById: toUserId(by),
      endedById: ended === null ? undefined : toUserId(ended),
    }));
  }

  private driverRow(tenantId: TenantId, driverId: string): Promise<DriverHosRow | undefined> {
    return this.database.system((sql) => sql<DriverHosRow & OfDriver>('driver_hos').where({ tenant_id: tenantId, driver_id: driverId }).first());
  }

  private async insert(table: string, row: Row): Promise<void> {
    const filled = Object.fromEntries(Object.entries(row).map(([column, value]) => [column, value ?? null]));
    await this.database.system((sql) => sql(table).insert(filled));
  }
}
