import type { Principal } from '../../../../src/domain/identity/principal.js';
import type { Tenant } from '../../../../src/domain/identity/tenant.js';
import type { User } from '../../../../src/domain/identity/user.js';
import { toTenantId, toUserId } from '../../../../src/domain/shared/identifiers.js';
import type { TenantId } from '../../../../src/domain/shared/identifiers.js';
import { CountingIds } from '../counting-ids.js';

const ids = new CountingIds(0xbeef);
const CREATED = new Date('2026-03-01T00:00:00.000Z');

/** A tenant that differs from every other one made here. */
export function someTenant(fields: Partial<Tenant> = {}): Tenant {
  return { id: toTenantId(ids.next()), name: 'Some tenant', isActive: true, createdAt: CREATED, ...fields };
}

/** A dispatcher of the tenant, with an id and an e-mail of their own. */
export function someUser(tenantId: TenantId, fields: Partial<User> = {}): User {
  const id = toUserId(ids.next());
  return {
    id,
    tenantId,
    email: `${id}@example.com`,
    name: undefined,
    passwordHash: 'no-hash',
    role: 'DISPATCHER',
    permissions: [],
    driverId: undefined,
    isActive: true,
    createdAt: CREATED,
    ...fields,
  };
}

/** What a token of this user says. */
export function principalFor(user: User, fields: Partial<Principal> = {}): Principal {
  const { id, tenantId, role, permissions, driverId, email } = user;
  return { userId: id, tenantId, role, permissions, driverId, email, sessionId: undefined, ...fields };
}
