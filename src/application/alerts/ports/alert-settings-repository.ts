import type { AlertSettings } from '../../../domain/alerts/alert-settings.js';
import type { TenantId } from '../../../domain/shared/identifiers.js';

export interface AlertSettingsRepository {
  /** The tenant's settings, or this installation's defaults. */
  get(tenantId: TenantId): Promise<AlertSettings>;
  save(tenantId: TenantId, settings: AlertSettings): Promise<void>;
}
