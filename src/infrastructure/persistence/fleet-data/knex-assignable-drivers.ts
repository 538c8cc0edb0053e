import type { AssignableDrivers } from '../../../application/fleet-data/ports/assignable-drivers.js';
import type { AssignableDriver } from '../../../domain/fleet-data/assigned-driver.js';
import { toDriverId } from '../../../domain/shared/identifiers.js';
import type { TenantId } from '../../../domain/shared/identifiers.js';
import type { SqlScope } from '../database.js';

interface DriverNameRow {
  driver_id: string;
  external_driver_id: string | null;
  name: string;
  is_active: boolean;
}

export class KnexAssignableDrivers implements AssignableDrivers {
  constructor(private readonly scope: SqlScope) {}

  list(tenantId: TenantId): Promise<readonly AssignableDriver[]> {
    return this.scope.tenant(tenantId, async (sql) => {
      const rows = await sql('driver').where('tenant_id', tenantId).select<DriverNameRow[]>('driver_id', 'external_driver_id', 'name', 'is_active');
      return rows.map((row) => ({
        driverId: toDriverId(row.driver_id),
        externalDriverId: row.external_driver_id ?? undefined,
        name: row.name,
        isActive: row.is_active,
      }));
    });
  }
}
