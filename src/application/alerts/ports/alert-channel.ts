import type { AlertMessage } from '../../../domain/alerts/alert-message.js';
import type { Secret } from '../../../domain/shared/secret.js';

/** One recipient: an e-mail address, or a Slack webhook. */
export type AlertRecipient =
  | { readonly channel: 'email'; readonly address: string }
  | { readonly channel: 'slack'; readonly webhookUrl: Secret<string> };

/** A message on its way to one recipient. */
export interface AlertDispatch {
  /** UUID; the same at every attempt, so that a message delivered twice can be recognised (Message-ID). */
  readonly id: string;
  readonly message: AlertMessage;
  readonly recipient: AlertRecipient;
}

/**
 * - `delivered`: the other side has taken it
 * - `retry`: it may go through later (network, 4xx of SMTP, 429 and 5xx of Slack)
 * - `refused`: it never will (5xx of SMTP, 4xx of Slack, an address that is not one)
 * - `not-configured`: this installation has no such channel
 *
 * `reason` is safe to show: no secret, no webhook URL.
 */
export type DeliveryResult =
  | { readonly kind: 'delivered' }
  | { readonly kind: 'retry'; readonly reason: string; readonly retryAfterMs?: number }
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'not-configured' };

/** A way to reach people. Never throws for a delivery that does not work, and never takes longer than 30 seconds. */
export interface AlertChannel {
  deliver(dispatch: AlertDispatch): Promise<DeliveryResult>;
}
