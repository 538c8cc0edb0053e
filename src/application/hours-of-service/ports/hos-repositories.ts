import type { AuditLog } from '../../shared/audit-log.js';
import type { HosOverrideRepository } from './hos-override-repository.js';

/** What one hours-of-service transaction can reach. */
export interface HosRepositories {
  readonly overrides: HosOverrideRepository;
  readonly audit: AuditLog;
}
