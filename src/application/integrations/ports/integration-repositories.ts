import type { AuditLog } from '../../shared/audit-log.js';
import type { CredentialStore } from './credential-store.js';
import type { IntegrationRepository } from './integration-repository.js';

/** What one integrations transaction can reach. */
export interface IntegrationRepositories {
  readonly integrations: IntegrationRepository;
  readonly credentials: CredentialStore;
  readonly audit: AuditLog;
}
