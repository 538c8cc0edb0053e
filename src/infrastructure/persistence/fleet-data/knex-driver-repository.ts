import type { DriverRepository } from '../../../application/fleet-data/ports/driver-repository.js';
import type { Driver } from '../../../domain/fleet-data/driver.js';
import { DriverExistsError, DriverLinkTakenError } from '../../../domain/fleet-data/errors.js';
import { toDriverId, toIntegrationId, toTenantId } from '../../../domain/shared/identifiers.js';
import type { DriverId, TenantId } from '../../../domain/shared/identifiers.js';
import type { SqlScope } from '../database.js';
import { isUniqueViolation } from '../postgres-error.js';

interface DriverRow {
  tenant_id: string;
  driver_id: string;
  name: string;
  is_active: boolean;
  integration_id: string | null;
  external_driver_id: string | null;
}

export class KnexDriverRepository implements DriverRepository {
  constructor(private readonly scope: SqlScope) {}

  find(tenantId: TenantId, driverId: DriverId): Promise<Driver | undefined> {
    return this.scope.tenant(tenantId, async (sql) => {
      const row = await sql<DriverRow>('driver').where({ tenant_id: tenantId, driver_id: driverId }).first();
      return row && toDriver(row);
    });
  }

  add(driver: Driver): Promise<void> {
    return this.orTaken(this.scope.tenant(driver.tenantId, (sql) => sql('driver').insert(toRow(driver))));
  }

  save(driver: Driver): Promise<void> {
    const { tenant_id, driver_id, ...fields } = toRow(driver);
    return this.orTaken(
      this.scope.tenant(driver.tenantId, async (sql) => {
        await sql('driver').where({ tenant_id, driver_id }).update(fields);
        if (driver.link === undefined) return;
        const { externalDriverId } = driver.link;
        await sql('hos_snapshot').where({ tenant_id, driver_id }).whereNot({ external_driver_id: externalDriverId }).delete();
      }),
    );
  }

  private async orTaken(writing: Promise<unknown>): Promise<void> {
    try {
      await writing;
    } catch (error) {
      if (isUniqueViolation(error, 'driver_link')) throw new DriverLinkTakenError();
      if (isUniqueViolation(error)) throw new DriverExistsError();
      throw error;
    }
  }
}

function toDriver(row: DriverRow): Driver {
  return {
    tenantId: toTenantId(row.tenant_id),
    driverId: toDriverId(row.driver_id),
    name: row.name,
    isActive: row.is_active,
    link:
      row.integration_id === null || row.external_driver_id === null
        ? undefined
        : { integrationId: toIntegrationId(row.integration_id), externalDriverId: row.external_driver_id },
  };
}

function toRow({ tenantId, driverId, name, isActive, link }: Driver): DriverRow {
  return {
    tenant_id: tenantId,
    driver_id: driverId,
    name,
    is_active: isActive,
    integration_id: link?.integrationId ?? null,
    external_driver_id: link?.externalDriverId ?? null,
  };
}
