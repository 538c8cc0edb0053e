import type { DriverId, TenantId, UserId } from '../shared/identifiers.js';
import type { Permission, Role } from './role.js';

/** Who makes a request, as a verified token says. */
export interface Principal {
  readonly userId: UserId;
  /** The tenant of the token, not of the request: see `resolveTenant`. */
  readonly tenantId: TenantId;
  readonly role: Role;
  readonly permissions: readonly Permission[];
  /** The driver this person is; only role DRIVER carries it. */
  readonly driverId: DriverId | undefined;
  readonly email: string | undefined;
  /** The local session the token belongs to; foreign tokens have none. */
  readonly sessionId: string | undefined;
}
