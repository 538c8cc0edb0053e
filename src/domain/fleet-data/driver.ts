import type { DriverId, IntegrationId, TenantId } from '../shared/identifiers.js';

/** Which vendor driver a driver is. */
export interface DriverLink {
  readonly integrationId: IntegrationId;
  readonly externalDriverId: string;
}

/** A driver of the tenant. Linked ones follow their vendor's roster; others are never touched by a sync. */
export interface Driver {
  readonly tenantId: TenantId;
  readonly driverId: DriverId;
  readonly name: string;
  readonly isActive: boolean;
  readonly link: DriverLink | undefined;
}
