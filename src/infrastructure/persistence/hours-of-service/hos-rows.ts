import type { DriverHosState } from '../../../application/hours-of-service/ports/hos-queries.js';
import type { DutyStatus } from '../../../domain/hours-of-service/duty-status.js';
import type { HosViolation } from '../../../domain/hours-of-service/hos-observation.js';
import type { HosOverride } from '../../../domain/hours-of-service/hos-override.js';
import type { HosSnapshot } from '../../../domain/hours-of-service/hos-snapshot.js';
import { RULESET_CODES, resolveRuleset } from '../../../domain/hours-of-service/ruleset.js';
import type { RulesetCode, VendorRuleset } from '../../../domain/hours-of-service/ruleset.js';
import { toDriverId, toIntegrationId } from '../../../domain/shared/identifiers.js';

/** A row of the view `driver_hos`: a driver with snapshot and open override, either of which may be missing. */
export interface DriverHosRow {
  driver_id: string;
  name: string;
  is_active: boolean;
  integration_id: string | null;
  external_driver_id: string | null;
  ruleset: string;
  integration_enabled: boolean | null;
  default_ruleset: string | null;
  tenant_connected: boolean;
  data_source: string | null;
  snapshot_external_driver_id: string | null;
  duty_status: string | null;
  duty_status_raw: string | null;
  drive_hours: number | null;
  shift_hours: number | null;
  cycle_hours: number | null;
  until_break_hours: number | null;
  shift_driving_violation_hours: number | null;
  cycle_violation_hours: number | null;
  as_of: Date | null;
  override_hours_driven: number | null;
  override_on_duty_time: number | null;
  override_hours_since_break: number | null;
  override_duty_status: string | null;
  override_reason: string | null;
  override_set_by: string | null;
  override_set_at: Date | null;
  override_expires_at: Date | null;
}

export function toDriverHosState(row: DriverHosRow): DriverHosState {
  return {
    driverId: toDriverId(row.driver_id),
    name: row.name,
    override: toOverride(row),
    snapshot: toSnapshot(row),
    ruleset: resolveRuleset(row.ruleset as VendorRuleset, toRulesetCode(row.default_ruleset)),
    link:
      row.integration_id === null || row.external_driver_id === null
        ? undefined
        : {
            integrationId: toIntegrationId(row.integration_id),
            externalDriverId: row.external_driver_id,
            enabled: row.integration_enabled ?? false,
          },
    tenantConnected: row.tenant_connected,
  };
}

function toSnapshot(row: DriverHosRow): HosSnapshot | undefined {
  if (row.as_of === null || row.data_source === null) return undefined;
  return {
    externalDriverId: row.snapshot_external_driver_id ?? '',
    dataSource: row.data_source,
    dutyStatus: row.duty_status as DutyStatus,
    dutyStatusRaw: row.duty_status_raw ?? undefined,
    remaining: {
      driveHours: row.drive_hours ?? undefined,
      shiftHours: row.shift_hours ?? undefined,
      cycleHours: row.cycle_hours ?? undefined,
      untilBreakHours: row.until_break_hours ?? undefined,
    },
    violations: toViolations(row),
    asOf: row.as_of,
  };
}

function toViolations(row: DriverHosRow): readonly HosViolation[] {
  const { shift_driving_violation_hours: shift, cycle_violation_hours: cycle } = row;
  const violations: HosViolation[] = [];
  if (shift !== null) violations.push({ kind: 'shift_driving', durationHours: shift });
  if (cycle !== null) violations.push({ kind: 'cycle', durationHours: cycle });
  return violations;
}

function toOverride(row: DriverHosRow): HosOverride | undefined {
  if (row.override_set_at === null || row.override_expires_at === null) return undefined;
  return {
    hoursDriven: row.override_hours_driven ?? 0,
    onDutyTime: row.override_on_duty_time ?? 0,
    hoursSinceBreak: row.override_hours_since_break ?? 0,
    dutyStatus: row.override_duty_status as DutyStatus,
    reason: row.override_reason ?? '',
    setBy: row.override_set_by ?? '',
    setAt: row.override_set_at,
    expiresAt: row.override_expires_at,
  };
}

function toRulesetCode(text: string | null): RulesetCode | undefined {
  return RULESET_CODES.find((code) => code === text);
}
