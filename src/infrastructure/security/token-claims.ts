import type { JWTPayload } from 'jose';
import { PERMISSIONS, ROLES } from '../../domain/identity/role.js';
import type { Principal } from '../../domain/identity/principal.js';
import { toDriverId, toTenantId, toUserId } from '../../domain/shared/identifiers.js';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** The claims of a principal's token. */
export function claimsOf({ tenantId, role, permissions, driverId, email, sessionId }: Principal): JWTPayload {
  return {
    tenant_id: tenantId,
    role,
    ...(permissions.length > 0 && { permissions: [...permissions] }),
    ...(driverId !== undefined && { driver_id: driverId }),
    ...(email !== undefined && { email }),
    ...(sessionId !== undefined && { sid: sessionId }),
  };
}

/** The principal of a token whose signature and times hold; undefined when its claims do not say who it is. */
export function principalFrom(claims: JWTPayload): Principal | undefined {
  const { sub, tenant_id: tenant, role: named, permissions, driver_id: driver, email, sid } = claims;
  const role = ROLES.find((known) => known === named);
  if (sub === undefined || sub === '' || sub.length > 255 || sub.includes('\0') || role === undefined) return undefined;
  if (typeof tenant !== 'string' || !UUID.test(tenant)) return undefined;
  if (sid !== undefined && (typeof sid !== 'string' || !UUID.test(sid))) return undefined;
  const granted: readonly unknown[] = Array.isArray(permissions) ? permissions : [];
  return {
    userId: toUserId(sub),
    tenantId: toTenantId(tenant.toLowerCase()),
    role,
    permissions: PERMISSIONS.filter((permission) => granted.includes(permission)),
    driverId: role === 'DRIVER' && typeof driver === 'string' ? toDriverId(driver) : undefined,
    email: typeof email === 'string' ? email : undefined,
    sessionId: sid,
  };
}
