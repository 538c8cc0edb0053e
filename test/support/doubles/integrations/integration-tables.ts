import type { IntegrationRepositories } from '../../../../src/application/integrations/ports/integration-repositories.js';
import type { Integration } from '../../../../src/domain/integrations/integration.js';
import type { IntegrationId, TenantId } from '../../../../src/domain/shared/identifiers.js';
import type { Secret } from '../../../../src/domain/shared/secret.js';
import type { AuditRow } from '../identity/identity-tables.js';
import { InMemoryAuditLog } from '../identity/in-memory-audit-log.js';
import { InMemoryUnitOfWork, MemoryTable } from '../in-memory-unit-of-work.js';
import type { MemoryScope } from '../in-memory-unit-of-work.js';
import { InMemoryCredentialStore } from './in-memory-credential-store.js';
import { InMemoryIntegrations } from './in-memory-integrations.js';

export interface IntegrationRow {
  readonly integration: Integration;
  readonly deleted: boolean;
}

export interface CredentialRow {
  readonly tenantId: TenantId;
  readonly integrationId: IntegrationId;
  readonly field: string;
  readonly value: Secret<string>;
  /** The key it is sealed with; `lost` is in nobody's ring. */
  readonly keyId: string;
}

/** What the in-memory repositories of this context share. */
export class IntegrationTables {
  readonly integrations = new MemoryTable<IntegrationRow>();
  /** By `<integration>/<field>`. */
  readonly credentials = new MemoryTable<CredentialRow>();
  readonly audit = new MemoryTable<AuditRow>();
  /** The key new values are sealed with. */
  activeKey = 'k1';

  repositories(scope: MemoryScope): IntegrationRepositories {
    return {
      integrations: new InMemoryIntegrations(this, scope),
      credentials: new InMemoryCredentialStore(this, scope),
      audit: new InMemoryAuditLog(this.audit, scope),
    };
  }

  unitOfWork(): InMemoryUnitOfWork<IntegrationRepositories> {
    return new InMemoryUnitOfWork([this.integrations, this.credentials, this.audit], (scope) => this.repositories(scope));
  }

  /** Makes a stored value one that no key opens. */
  loseKeyOf(id: IntegrationId, field: string): void {
    const row = this.credentials.get(`${id}/${field}`);
    if (row !== undefined) this.credentials.set(`${id}/${field}`, { ...row, keyId: 'lost' });
  }
}
