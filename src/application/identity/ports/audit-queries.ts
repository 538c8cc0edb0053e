import type { TenantId } from '../../../domain/shared/identifiers.js';
import type { Page, PageRequest } from '../../../domain/shared/page.js';
import type { RecordedAuditEntry } from '../recorded-audit-entry.js';

export interface AuditQueries {
  /** Newest first. */
  list(tenantId: TenantId, page: PageRequest): Promise<Page<RecordedAuditEntry>>;
}
