import type { AlertSettings } from '../../domain/alerts/alert-settings.js';
import type { TenantId } from '../../domain/shared/identifiers.js';
import type { AlertSettingsRepository } from './ports/alert-settings-repository.js';

/** Whom a tenant wants told, and when. */
export class GetAlertSettings {
  constructor(private readonly settings: AlertSettingsRepository) {}

  execute(tenantId: TenantId): Promise<AlertSettings> {
    return this.settings.get(tenantId);
  }
}
