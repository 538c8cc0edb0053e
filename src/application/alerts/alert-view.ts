import type { Incident } from '../../domain/alerts/incident.js';

/** What became of one message to one recipient. */
export interface DeliveryView {
  readonly id: string;
  readonly occasion: string;
  readonly channel: 'email' | 'slack';
  /** The e-mail address; undefined for Slack, whose address is a secret. */
  readonly recipient: string | undefined;
  readonly status: 'pending' | 'sent' | 'failed' | 'not_configured';
  readonly attempts: number;
  readonly lastError: string | undefined;
  readonly nextAttemptAt: Date | undefined;
  readonly sentAt: Date | undefined;
}

/** An incident with its messages. */
export interface AlertView {
  readonly incident: Incident;
  readonly deliveries: readonly DeliveryView[];
}
