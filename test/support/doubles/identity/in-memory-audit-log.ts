import type { AuditQueries } from '../../../../src/application/identity/ports/audit-queries.js';
import type { RecordedAuditEntry } from '../../../../src/application/identity/recorded-audit-entry.js';
import type { AuditEntry, AuditLog } from '../../../../src/application/shared/audit-log.js';
import type { TenantId } from '../../../../src/domain/shared/identifiers.js';
import type { Page, PageRequest } from '../../../../src/domain/shared/page.js';
import { MemoryTable, OWN_TRANSACTIONS } from '../in-memory-unit-of-work.js';
import { pageOf } from '../memory-page.js';
import type { AuditRow } from './identity-tables.js';

export class InMemoryAuditLog implements AuditLog, AuditQueries {
  constructor(
    private readonly table = new MemoryTable<AuditRow>(),
    private readonly scope = OWN_TRANSACTIONS,
  ) {}

  /** Every entry, oldest first. */
  get entries(): readonly AuditRow[] {
    return this.table.rows();
  }

  async append(tenantId: TenantId, entry: AuditEntry): Promise<void> {
    this.scope.tenant(tenantId);
    const id = String(this.table.rows().length + 1);
    this.table.set(id, { ...entry, tenantId, id, at: new Date() });
  }

  async list(tenantId: TenantId, page: PageRequest): Promise<Page<RecordedAuditEntry>> {
    this.scope.tenant(tenantId);
    const mine = this.table.rows().filter((row) => row.tenantId === tenantId);
    return pageOf(mine.map(({ tenantId: _, ...entry }) => entry).reverse(), page);
  }
}
