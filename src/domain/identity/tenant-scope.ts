import type { TenantId } from '../shared/identifiers.js';
import { ForbiddenError, TenantMismatchError } from './errors.js';
import type { Principal } from './principal.js';

/** Where a request names the tenant it is about; both are optional. */
export interface NamedTenant {
  /** `X-Tenant-Id` */
  readonly header: TenantId | undefined;
  /** `organizationId` in the query or body */
  readonly field: TenantId | undefined;
}

export interface TenantScope {
  readonly tenantId: TenantId;
  /** True when the tenant is not the token's own: it must still be looked up, and 404 when there is none. */
  readonly foreign: boolean;
}

/**
 * The tenant a request is about: the token's unless a SUPER_ADMIN names another one.
 * Throws `TenantMismatchError` when header and field disagree and `ForbiddenError` when the caller may not name it,
 * whether that tenant exists or not.
 */
export function resolveTenant(principal: Principal, named: NamedTenant): TenantScope {
  if (named.header !== undefined && named.field !== undefined && named.header !== named.field) {
    throw new TenantMismatchError();
  }
  const tenantId = named.field ?? named.header ?? principal.tenantId;
  const foreign = tenantId !== principal.tenantId;
  if (foreign && principal.role !== 'SUPER_ADMIN') throw new ForbiddenError();
  return { tenantId, foreign };
}
