import type { HosOverrideRepository } from '../../../application/hours-of-service/ports/hos-override-repository.js';
import type { HosOverride } from '../../../domain/hours-of-service/hos-override.js';
import { DriverNotFoundError } from '../../../domain/shared/driver-not-found-error.js';
import type { DriverId, TenantId, UserId } from '../../../domain/shared/identifiers.js';
import type { Knex } from 'knex';
import type { SqlScope } from '../database.js';

export class KnexHosOverrideRepository implements HosOverrideRepository {
  constructor(private readonly scope: SqlScope) {}

  add(tenantId: TenantId, driverId: DriverId, override: HosOverride, actorId: UserId): Promise<void> {
    return this.scope.tenant(tenantId, async (sql) => {
      await lockDriver(sql, tenantId, driverId);
      await endOpen(sql, tenantId, driverId, actorId);
      await sql('hos_override').insert({
        tenant_id: tenantId,
        driver_id: driverId,
        hours_driven: override.hoursDriven,
        on_duty_time: override.onDutyTime,
        hours_since_break: override.hoursSinceBreak,
        duty_status: override.dutyStatus,
        reason: override.reason,
        set_by: override.setBy,
        set_by_id: actorId,
        set_at: override.setAt,
        expires_at: override.expiresAt,
      });
    });
  }

  end(tenantId: TenantId, driverId: DriverId, actorId: UserId): Promise<boolean> {
    return this.scope.tenant(tenantId, async (sql) => {
      await lockDriver(sql, tenantId, driverId);
      return (await endOpen(sql, tenantId, driverId, actorId)) > 0;
    });
  }
}

/** Two people who set an override at once take turns; the later one ends the earlier one's. */
async function lockDriver(sql: Knex, tenantId: TenantId, driverId: DriverId): Promise<void> {
  const locked = await sql('driver').where({ tenant_id: tenantId, driver_id: driverId }).forNoKeyUpdate().select<unknown[]>('driver_id');
  if (locked.length === 0) throw new DriverNotFoundError();
}

function endOpen(sql: Knex, tenantId: TenantId, driverId: DriverId, actorId: UserId): Promise<number> {
  return sql('hos_override')
    .where({ tenant_id: tenantId, driver_id: driverId, ended_at: null })
    .update({ ended_at: sql.raw('clock_timestamp()'), ended_by_id: actorId });
}
