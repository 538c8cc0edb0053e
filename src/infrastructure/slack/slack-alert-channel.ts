import type { AlertChannel, AlertDispatch, DeliveryResult } from '../../application/alerts/ports/alert-channel.js';
import type { Clock } from '../../application/shared/clock.js';
import type { Logger } from '../../application/shared/logger.js';
import { Secret } from '../../domain/shared/secret.js';
import { AxiosAttempt } from '../vendors/http/axios-attempt.js';
import { EgressGuard } from '../vendors/http/egress-guard.js';
import { DEFAULT_VENDOR_HTTP_LIMITS } from '../vendors/http/vendor-http-limits.js';
import type { VendorHttpObserver } from '../vendors/http/vendor-http-observer.js';
import { slackFailure } from './slack-failure.js';
import { renderSlackMessage } from './slack-message.js';
import type { SlackMessage } from './slack-message.js';
import { slackWebhookRefusal } from './slack-webhook.js';
import type { SlackWebhookRules } from './slack-webhook.js';

export interface SlackAlertChannelOptions extends SlackWebhookRules {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly observer: VendorHttpObserver;
  /** Silence allowed on the connection, in milliseconds; 10 s. */
  readonly idleTimeoutMs?: number;
  /** From the first look-up to the last byte, in milliseconds; 20 s. */
  readonly deadlineMs?: number;
}

const LONGEST_ANSWER = 10_000;

/**
 * Posts an alert to the incoming webhook of its recipient, once: the outbox tries again. Whether a message is for Slack at
 * all is decided by who writes the outbox. The webhook's path is what lets us in, so it is revealed on the wire only.
 */
export class SlackAlertChannel implements AlertChannel {
  readonly #options: SlackAlertChannelOptions;
  readonly #guard: EgressGuard;

  constructor(options: SlackAlertChannelOptions) {
    this.#options = options;
    this.#guard = new EgressGuard(options);
  }

  async deliver({ message, recipient }: AlertDispatch): Promise<DeliveryResult> {
    if (recipient.channel !== 'slack') return { kind: 'refused', reason: 'The recipient is not a Slack webhook.' };
    const refusal = slackWebhookRefusal(recipient.webhookUrl.reveal(), this.#options);
    if (refusal !== undefined) return { kind: 'refused', reason: `The Slack webhook is not used because ${refusal}.` };
    try {
      await this.#post(recipient.webhookUrl, renderSlackMessage(message));
      return { kind: 'delivered' };
    } catch (error) {
      return slackFailure(error);
    }
  }

  async #post(webhookUrl: Secret<string>, body: SlackMessage): Promise<void> {
    const { origin, pathname } = new URL(webhookUrl.reveal());
    const { send } = this.#attemptAt(origin);
    const request = {
      operation: 'alert.deliver',
      method: 'POST',
      path: new Secret(pathname),
      body,
      answer: 'text',
      accepts: (answer: unknown) => answer === 'ok',
    } as const;
    await send(request, new AbortController().signal);
  }

  #attemptAt(baseUrl: string): AxiosAttempt {
    const { clock, logger, observer, idleTimeoutMs = 10_000, deadlineMs = 20_000 } = this.#options;
    const limits = { ...DEFAULT_VENDOR_HTTP_LIMITS, idleTimeoutMs, attemptTimeoutMs: deadlineMs, maxBodyBytes: LONGEST_ANSWER };
    return new AxiosAttempt({ vendor: 'SLACK', displayName: 'Slack', baseUrl, guard: this.#guard, limits, clock, logger, observer });
  }
}
