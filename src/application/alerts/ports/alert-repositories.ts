import type { AuditLog } from '../../shared/audit-log.js';
import type { AlertSettingsRepository } from './alert-settings-repository.js';
import type { FailureLog } from './failure-log.js';
import type { IncidentRepository } from './incident-repository.js';
import type { Outbox } from './outbox.js';

/** What one alerts transaction can reach. */
export interface AlertRepositories {
  readonly incidents: IncidentRepository;
  readonly failures: FailureLog;
  readonly settings: AlertSettingsRepository;
  readonly outbox: Outbox;
  readonly audit: AuditLog;
}
