import type { IntegrationId, TenantId } from '../../../domain/shared/identifiers.js';
import type { Secret } from '../../../domain/shared/secret.js';

/** A stored value, or the fact that no key of the ring opens it. */
export type StoredCredential = Secret<string> | 'unreadable';

/** Credentials, sealed at rest: each value is bound to its tenant, integration and field. */
export interface CredentialStore {
  load(tenantId: TenantId, id: IntegrationId): Promise<Readonly<Record<string, StoredCredential>>>;
  /** Like `load`, for many integrations at once. */
  loadAll(tenantId: TenantId, ids: readonly IntegrationId[]): Promise<ReadonlyMap<IntegrationId, Readonly<Record<string, StoredCredential>>>>;
  /** Replaces all values. */
  save(tenantId: TenantId, id: IntegrationId, values: Readonly<Record<string, Secret<string>>>): Promise<void>;
  /** Erases all values. */
  erase(tenantId: TenantId, id: IntegrationId): Promise<void>;
}
