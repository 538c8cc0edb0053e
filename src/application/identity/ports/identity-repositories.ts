import type { AuditLog } from '../../shared/audit-log.js';
import type { SessionStore } from './session-store.js';
import type { TenantRepository } from './tenant-repository.js';
import type { UserRepository } from './user-repository.js';

/** What one identity transaction can reach. */
export interface IdentityRepositories {
  readonly tenants: TenantRepository;
  readonly users: UserRepository;
  readonly sessions: SessionStore;
  readonly audit: AuditLog;
}
