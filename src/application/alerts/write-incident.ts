import type { AlertMessage } from '../../domain/alerts/alert-message.js';
import type { AlertSettings } from '../../domain/alerts/alert-settings.js';
import { decideIncident } from '../../domain/alerts/incident.js';
import type { Incident, IncidentSignal } from '../../domain/alerts/incident.js';
import { messageOf } from '../../domain/alerts/incident-message.js';
import type { IntegrationId, TenantId } from '../../domain/shared/identifiers.js';
import type { Clock } from '../shared/clock.js';
import type { IdGenerator } from '../shared/id-generator.js';
import type { UnitOfWork } from '../shared/unit-of-work.js';
import type { AlertDirectory } from './ports/alert-directory.js';
import type { AlertRepositories } from './ports/alert-repositories.js';
import type { OutboxEntry, OutboxRecipient } from './ports/outbox.js';

export interface SignalInput {
  readonly tenantId: TenantId;
  readonly integrationId: IntegrationId;
  /** What was seen; made inside the transaction, because it may count earlier failures. */
  readonly signal: (repositories: AlertRepositories, settings: AlertSettings) => Promise<IncidentSignal>;
}

/** Takes what was seen of an integration to its incident, and writes the messages this calls for in the same transaction. */
export class WriteIncident {
  constructor(
    private readonly work: UnitOfWork<AlertRepositories>,
    private readonly directory: AlertDirectory,
    private readonly ids: IdGenerator,
    private readonly clock: Clock,
    private readonly appUrl: string | undefined,
  ) {}

  async execute({ tenantId, integrationId, signal }: SignalInput): Promise<void> {
    const names = await this.directory.names(tenantId, integrationId);
    if (names === undefined) return;
    const administrators = await this.directory.administrators(tenantId);
    await this.work.run(tenantId, async (repositories) => {
      const { incidents, outbox } = repositories;
      const settings = await repositories.settings.get(tenantId);
      const open = await incidents.findOpen(tenantId, integrationId);
      const last = open === undefined ? await incidents.findLast(tenantId, integrationId) : undefined;
      const seen = await signal(repositories, settings);
      const now = this.clock.now();
      const newIncident = { id: this.ids.next(), tenantId, integrationId };
      const decision = decideIncident({ open, last, signal: seen, settings, now, newIncident });
      if (decision.kind === 'nothing') return;
      await incidents.save(decision.incident);
      if (decision.tell === undefined) return;
      const message = messageOf(decision.incident, decision.tell, { ...names, appUrl: this.appUrl, now });
      await outbox.enqueue(this.entriesOf(decision.incident, message, recipientsOf(settings, administrators, message)));
    });
  }

  private entriesOf({ tenantId, id }: Incident, message: AlertMessage, recipients: readonly OutboxRecipient[]): OutboxEntry[] {
    return recipients.map((recipient) => ({ id: this.ids.next(), tenantId, incidentId: id, recipient, message }));
  }
}

/** Administrators and extra addresses once each; Slack when there is a webhook, but not for INFO. */
export function recipientsOf(
  { emails, slackWebhookUrl }: AlertSettings,
  administrators: readonly string[],
  { severity }: AlertMessage,
): readonly OutboxRecipient[] {
  const addresses = new Set([...administrators, ...emails].map((address) => address.toLowerCase()));
  const byMail = [...addresses].map((address): OutboxRecipient => ({ channel: 'email', address }));
  return slackWebhookUrl === undefined || severity === 'INFO' ? byMail : [...byMail, { channel: 'slack' }];
}
