import type { DriverId, TenantId, UserId } from '../shared/identifiers.js';
import { mayGrant } from './access.js';
import { ForbiddenError, OwnAccountError } from './errors.js';
import type { Permission, Role } from './role.js';

/** A person who logs in here. E-mails are unique over all tenants and kept in lower case. */
export interface User {
  readonly id: UserId;
  readonly tenantId: TenantId;
  readonly email: string;
  readonly name: string | undefined;
  readonly passwordHash: string;
  readonly role: Role;
  readonly permissions: readonly Permission[];
  readonly driverId: DriverId | undefined;
  readonly isActive: boolean;
  readonly createdAt: Date;
}

/** What an administrator may change; a missing key leaves the field as it is, undefined in `name`/`driverId` clears it. */
export interface UserChange {
  readonly name?: string | undefined;
  readonly role?: Role;
  readonly permissions?: readonly Permission[];
  readonly driverId?: DriverId | undefined;
  readonly isActive?: boolean;
  readonly passwordHash?: string;
}

/** The acting administrator. */
export interface UserActor {
  readonly userId: UserId;
  readonly role: Role;
}

/** Throws `ForbiddenError` above the actor's own rank and `OwnAccountError` where the actor would lock themselves out. */
export function changeUser(user: User, change: UserChange, actor: UserActor): User {
  if (!mayGrant(actor.role, user.role) || !mayGrant(actor.role, change.role ?? user.role)) throw new ForbiddenError();
  const demotes = change.role !== undefined && change.role !== user.role;
  if (user.id === actor.userId && (demotes || change.isActive === false)) throw new OwnAccountError();
  return { ...user, ...change };
}

/** Throws like `changeUser`. */
export function checkUserRemoval(user: User, actor: UserActor): void {
  if (!mayGrant(actor.role, user.role)) throw new ForbiddenError();
  if (user.id === actor.userId) throw new OwnAccountError();
}

/** Whether tokens given out before this change must stop working. */
export function endsSessions(change: UserChange): boolean {
  const { role, permissions, isActive, passwordHash } = change;
  const movesDriver = 'driverId' in change;
  return movesDriver || [role, permissions, passwordHash].some((field) => field !== undefined) || isActive === false;
}
