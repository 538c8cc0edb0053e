import type { TenantId } from '../../domain/shared/identifiers.js';
import type { Page, PageRequest } from '../../domain/shared/page.js';
import type { AuditQueries } from './ports/audit-queries.js';
import type { RecordedAuditEntry } from './recorded-audit-entry.js';

/** Who changed what in a tenant. */
export class ListAudit {
  constructor(private readonly audit: AuditQueries) {}

  execute(tenantId: TenantId, page: PageRequest): Promise<Page<RecordedAuditEntry>> {
    return this.audit.list(tenantId, page);
  }
}
