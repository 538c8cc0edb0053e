import { DomainError } from '../shared/domain-error.js';

/** No such alert in this tenant. */
export class AlertNotFoundError extends DomainError {
  readonly code = 'alert-not-found';

  constructor() {
    super('There is no such alert.');
  }
}

/** A Slack webhook that is not one of hooks.slack.com. */
export class InvalidWebhookError extends DomainError {
  readonly code = 'invalid-slack-webhook';

  constructor() {
    super('slack_webhook_url must be an incoming webhook of Slack: https://hooks.slack.com/…', {
      errors: [{ pointer: '/slack_webhook_url', code: 'host', detail: 'Must begin with https://hooks.slack.com/.' }],
    });
  }
}
