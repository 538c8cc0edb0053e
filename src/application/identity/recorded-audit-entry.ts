import type { AuditEntry } from '../shared/audit-log.js';

/** An entry of the audit log as it was kept. */
export interface RecordedAuditEntry extends AuditEntry {
  readonly id: string;
  readonly at: Date;
}
