import type { AlertMessage, Severity } from '../../domain/alerts/alert-message.js';
import type { TenantId } from '../../domain/shared/identifiers.js';
import type { IdGenerator } from '../shared/id-generator.js';
import type { AlertChannel, AlertRecipient, DeliveryResult } from './ports/alert-channel.js';
import type { AlertDirectory } from './ports/alert-directory.js';
import type { AlertSettingsRepository } from './ports/alert-settings-repository.js';
import { recipientsOf } from './write-incident.js';

export interface TestedRecipient {
  readonly channel: 'email' | 'slack';
  readonly recipient: string | undefined;
  readonly result: DeliveryResult;
}

/** Tries every channel of a tenant once, now, and tells what each said. */
export class SendTestAlert {
  constructor(
    private readonly settings: AlertSettingsRepository,
    private readonly directory: AlertDirectory,
    private readonly channel: AlertChannel,
    private readonly ids: IdGenerator,
  ) {}

  async execute(tenantId: TenantId, severity: Severity): Promise<readonly TestedRecipient[]> {
    const settings = await this.settings.get(tenantId);
    const message: AlertMessage = {
      occasion: 'test',
      severity,
      title: 'this is a test',
      text: 'Somebody tried whether messages arrive. Nothing is wrong.',
      context: [],
      link: undefined,
    };
    const recipients = recipientsOf(settings, await this.directory.administrators(tenantId), message);
    return Promise.all(
      recipients.map(async (recipient): Promise<TestedRecipient> => {
        const to: AlertRecipient | undefined =
          recipient.channel === 'email'
            ? recipient
            : settings.slackWebhookUrl && { channel: 'slack', webhookUrl: settings.slackWebhookUrl };
        const address = recipient.channel === 'email' ? recipient.address : undefined;
        const result: DeliveryResult =
          to === undefined ? { kind: 'not-configured' } : await this.channel.deliver({ id: this.ids.next(), message, recipient: to });
        return { channel: recipient.channel, recipient: address, result };
      }),
    );
  }
}
