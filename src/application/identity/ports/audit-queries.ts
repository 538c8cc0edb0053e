import type { TenantId } from '../../../domain/shared/identifiers.js';
import type { Page, PageRequest } from '../../../domain/shared/page.js';
import type { AuditEntry } from '../../shared/audit-log.js';

export interface RecordedAuditEntry extends AuditEntry {
  readonly id: string;
  readonly at: Date;
}

export interface AuditQueries {
  /** Newest first. */
  list(tenantId: TenantId, page: PageRequest): Promise<Page<RecordedAuditEntry>>;
}
