import type { AlertSettingsRepository } from '../../../../src/application/alerts/ports/alert-settings-repository.js';
import type { AlertSettings } from '../../../../src/domain/alerts/alert-settings.js';
import type { TenantId } from '../../../../src/domain/shared/identifiers.js';
import { OWN_TRANSACTIONS } from '../in-memory-unit-of-work.js';
import type { AlertTables } from './alert-tables.js';

export const DEFAULT_SETTINGS: AlertSettings = { emails: [], slackWebhookUrl: undefined, failureThreshold: 3, windowMinutes: 60, reminderHours: 24 };

export class InMemoryAlertSettings implements AlertSettingsRepository {
  constructor(
    private readonly tables: Pick<AlertTables, 'settings'>,
    private readonly scope = OWN_TRANSACTIONS,
  ) {}

  async get(tenantId: TenantId): Promise<AlertSettings> {
    this.scope.tenant(tenantId);
    return this.tables.settings.get(tenantId) ?? DEFAULT_SETTINGS;
  }

  async save(tenantId: TenantId, settings: AlertSettings): Promise<void> {
    this.scope.tenant(tenantId);
    this.tables.settings.set(tenantId, settings);
  }
}
