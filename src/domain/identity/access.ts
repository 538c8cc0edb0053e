import type { DriverId } from '../shared/identifiers.js';
import type { Principal } from './principal.js';
import type { Role } from './role.js';

/** What a route asks of its caller. `public` routes ask nothing, not even a token. */
export const CAPABILITIES = [
  'public',
  'account',
  'hos.read',
  'fleet.use',
  'integrations.manage',
  'alerts.read',
  'administration',
  'metrics.read',
  'tenants.manage',
] as const;

export type Capability = (typeof CAPABILITIES)[number];

const GRANTS: Readonly<Record<Capability, readonly Role[]>> = {
  public: ['DRIVER', 'DISPATCHER', 'ADMIN', 'SUPER_ADMIN'],
  account: ['DRIVER', 'DISPATCHER', 'ADMIN', 'SUPER_ADMIN'],
  'hos.read': ['DRIVER', 'DISPATCHER', 'ADMIN', 'SUPER_ADMIN'],
  'fleet.use': ['DISPATCHER', 'ADMIN', 'SUPER_ADMIN'],
  'integrations.manage': ['DISPATCHER', 'ADMIN', 'SUPER_ADMIN'],
  'alerts.read': ['DISPATCHER', 'ADMIN', 'SUPER_ADMIN'],
  administration: ['ADMIN', 'SUPER_ADMIN'],
  'metrics.read': ['ADMIN', 'SUPER_ADMIN'],
  'tenants.manage': ['SUPER_ADMIN'],
};

/** Whether a role holds a capability. */
export function roleHolds(role: Role, capability: Capability): boolean {
  return GRANTS[capability].includes(role);
}

/** A DRIVER sees their own hours only, named by the token's `driver_id`; everybody else sees any driver's. */
export function mayReadHosOf(principal: Principal, driverId: DriverId): boolean {
  return principal.role !== 'DRIVER' || principal.driverId === driverId;
}

const RANK: Readonly<Record<Role, number>> = { DRIVER: 0, DISPATCHER: 1, ADMIN: 2, SUPER_ADMIN: 3 };

/** Nobody makes, changes or removes a user who stands above them. */
export function mayGrant(actor: Role, role: Role): boolean {
  return RANK[actor] >= RANK[role];
}
