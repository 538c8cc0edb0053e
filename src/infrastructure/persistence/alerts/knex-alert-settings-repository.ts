import type { AlertSettingsRepository } from '../../../application/alerts/ports/alert-settings-repository.js';
import type { AlertSettings } from '../../../domain/alerts/alert-settings.js';
import { toIntegrationId } from '../../../domain/shared/identifiers.js';
import type { TenantId } from '../../../domain/shared/identifiers.js';
import type { Secret } from '../../../domain/shared/secret.js';
import type { CredentialBinding, CredentialCipher } from '../../security/credential-cipher.js';
import type { SqlScope } from '../database.js';

const DEFAULT_TENANT = 'Default';

interface SettingsRow {
  tenant_id: string;
  emails: string[];
  slack_envelope: string | null;
  failure_threshold: number;
  window_minutes: number;
  reminder_hours: number;
}

export class KnexAlertSettingsRepository implements AlertSettingsRepository {
  constructor(
    private readonly scope: SqlScope,
    private readonly cipher: CredentialCipher,
    private readonly defaults: Omit<AlertSettings, 'slackWebhookUrl'>,
    /** The installation's webhook, for the tenant its first start made. */
    private readonly defaultTenantWebhook: Secret<string> | undefined,
  ) {}

  get(tenantId: TenantId): Promise<AlertSettings> {
    return this.scope.tenant(tenantId, async (sql) => {
      const [row] = await sql('alert_settings').where({ tenant_id: tenantId }).select<SettingsRow[]>('*');
      if (row !== undefined) return this.toSettings(tenantId, row);
      const [first] = await sql('tenant').where({ id: tenantId, name: DEFAULT_TENANT }).select<{ id: string }[]>('id');
      return { ...this.defaults, slackWebhookUrl: first === undefined ? undefined : this.defaultTenantWebhook };
    });
  }

  async save(tenantId: TenantId, settings: AlertSettings): Promise<void> {
    const { slackWebhookUrl } = settings;
    const row: SettingsRow = {
      tenant_id: tenantId,
      emails: [...settings.emails],
      slack_envelope: slackWebhookUrl === undefined ? null : this.cipher.seal(slackWebhookUrl, bindingOf(tenantId)),
      failure_threshold: settings.failureThreshold,
      window_minutes: settings.windowMinutes,
      reminder_hours: settings.reminderHours,
    };
    await this.scope.tenant(tenantId, (sql) => sql('alert_settings').insert(row).onConflict('tenant_id').merge());
  }

  private toSettings(tenantId: TenantId, row: SettingsRow): AlertSettings {
    return {
      emails: row.emails,
      slackWebhookUrl: row.slack_envelope === null ? undefined : this.cipher.open(row.slack_envelope, bindingOf(tenantId)),
      failureThreshold: row.failure_threshold,
      windowMinutes: row.window_minutes,
      reminderHours: row.reminder_hours,
    };
  }
}

/** A tenant's own webhook belongs to no integration; its envelope opens nowhere else. */
function bindingOf(tenantId: TenantId): CredentialBinding {
  return { tenantId, integrationId: toIntegrationId('alert-settings'), field: 'slackWebhookUrl' };
}
