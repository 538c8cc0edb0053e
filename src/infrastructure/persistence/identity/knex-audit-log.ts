import type { AuditQueries } from '../../../application/identity/ports/audit-queries.js';
import type { RecordedAuditEntry } from '../../../application/identity/recorded-audit-entry.js';
import type { AuditEntry, AuditLog } from '../../../application/shared/audit-log.js';
import { toUserId } from '../../../domain/shared/identifiers.js';
import type { TenantId } from '../../../domain/shared/identifiers.js';
import type { Page, PageRequest } from '../../../domain/shared/page.js';
import type { SqlScope } from '../database.js';

interface AuditRow {
  id: number;
  at: Date;
  actor_id: string;
  action: string;
  subject_type: string;
  subject_id: string;
  detail: Record<string, unknown>;
}

export class KnexAuditLog implements AuditLog, AuditQueries {
  constructor(private readonly scope: SqlScope) {}

  async append(tenantId: TenantId, entry: AuditEntry): Promise<void> {
    await this.scope.tenant(tenantId, (sql) =>
      sql('audit_entry').insert({
        tenant_id: tenantId,
        actor_id: entry.actorId,
        action: entry.action,
        subject_type: entry.subjectType,
        subject_id: entry.subjectId,
        detail: JSON.stringify(entry.detail),
      }),
    );
  }

  list(tenantId: TenantId, { limit, offset }: PageRequest): Promise<Page<RecordedAuditEntry>> {
    return this.scope.tenant(tenantId, async (sql) => {
      const mine = sql<AuditRow>('audit_entry').where('tenant_id', tenantId);
      const rows = await mine.clone().orderBy('id', 'desc').limit(limit).offset(offset);
      const counted = await mine.clone().count<{ total: number }[]>({ total: '*' });
      return { items: rows.map(toEntry), total: counted[0]?.total ?? 0 };
    });
  }
}

function toEntry(row: AuditRow): RecordedAuditEntry {
  return {
    id: String(row.id),
    at: row.at,
    actorId: toUserId(row.actor_id),
    action: row.action,
    subjectType: row.subject_type,
    subjectId: row.subject_id,
    detail: row.detail,
  };
}
