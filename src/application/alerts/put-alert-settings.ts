import type { AlertSettings } from '../../domain/alerts/alert-settings.js';
import { InvalidWebhookError } from '../../domain/alerts/errors.js';
import type { Secret } from '../../domain/shared/secret.js';
import type { TenantId, UserId } from '../../domain/shared/identifiers.js';
import type { UnitOfWork } from '../shared/unit-of-work.js';
import type { AlertRepositories } from './ports/alert-repositories.js';

export interface PutAlertSettingsInput {
  readonly actorId: UserId;
  readonly tenantId: TenantId;
  readonly settings: Omit<AlertSettings, 'slackWebhookUrl'>;
  /** A new webhook, `keep` for the stored one (a masked value came back), or undefined for none. */
  readonly slackWebhookUrl: Secret<string> | 'keep' | undefined;
}

/** Replaces a tenant's alert settings. */
export class PutAlertSettings {
  constructor(
    private readonly work: UnitOfWork<AlertRepositories>,
    /** Whether a host may receive webhooks. */
    private readonly isWebhook: (url: string) => boolean,
  ) {}

  /** Throws `InvalidWebhookError`. */
  execute({ actorId, tenantId, settings, slackWebhookUrl }: PutAlertSettingsInput): Promise<AlertSettings> {
    return this.work.run(tenantId, async (repositories) => {
      const webhook =
        slackWebhookUrl === 'keep' ? (await repositories.settings.get(tenantId)).slackWebhookUrl : this.webhookOf(slackWebhookUrl);
      const changed: AlertSettings = { ...settings, slackWebhookUrl: webhook };
      await repositories.settings.save(tenantId, changed);
      await repositories.audit.append(tenantId, {
        action: 'alert-settings.changed',
        actorId,
        subjectType: 'alert-settings',
        subjectId: tenantId,
        detail: { emails: settings.emails, slack: webhook !== undefined, failureThreshold: settings.failureThreshold },
      });
      return changed;
    });
  }

  private webhookOf(url: Secret<string> | undefined): Secret<string> | undefined {
    if (url === undefined) return undefined;
    if (!this.isWebhook(url.reveal())) throw new InvalidWebhookError();
    return url;
  }
}
