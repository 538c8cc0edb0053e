import type { RecordedAuditEntry } from '../../../../src/application/identity/recorded-audit-entry.js';
import type { IdentityRepositories } from '../../../../src/application/identity/ports/identity-repositories.js';
import type { Session } from '../../../../src/application/identity/ports/session-store.js';
import type { Tenant } from '../../../../src/domain/identity/tenant.js';
import type { User } from '../../../../src/domain/identity/user.js';
import type { TenantId } from '../../../../src/domain/shared/identifiers.js';
import { InMemoryUnitOfWork, MemoryTable } from '../in-memory-unit-of-work.js';
import type { MemoryScope } from '../in-memory-unit-of-work.js';
import { InMemoryAuditLog } from './in-memory-audit-log.js';
import { InMemorySessions } from './in-memory-sessions.js';
import { InMemoryTenants } from './in-memory-tenants.js';
import { InMemoryUsers } from './in-memory-users.js';

export interface SessionRow extends Session {
  readonly token: string;
  readonly usedTokens: readonly string[];
  readonly revoked: boolean;
}

export interface AuditRow extends RecordedAuditEntry {
  readonly tenantId: TenantId;
}

/** What the in-memory repositories of this context share. */
export class IdentityTables {
  readonly tenants = new MemoryTable<Tenant>();
  readonly users = new MemoryTable<User>();
  readonly sessions = new MemoryTable<SessionRow>();
  readonly audit = new MemoryTable<AuditRow>();

  repositories(scope: MemoryScope): IdentityRepositories {
    return {
      tenants: new InMemoryTenants(this, scope),
      users: new InMemoryUsers(this, scope),
      sessions: new InMemorySessions(this, scope),
      audit: new InMemoryAuditLog(this.audit, scope),
    };
  }

  unitOfWork(): InMemoryUnitOfWork<IdentityRepositories> {
    return new InMemoryUnitOfWork([this.tenants, this.users, this.sessions, this.audit], (scope) => this.repositories(scope));
  }
}
