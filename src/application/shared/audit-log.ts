import type { TenantId, UserId } from '../../domain/shared/identifiers.js';

/** Something a person changed. `detail` names fields and reasons, never secrets. */
export interface AuditEntry {
  /** `<subject>.<what>`, for example `integration.credentials-changed`. */
  readonly action: string;
  readonly actorId: UserId;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

/** Append-only. Written in the transaction of the change it tells about. */
export interface AuditLog {
  append(tenantId: TenantId, entry: AuditEntry): Promise<void>;
}
