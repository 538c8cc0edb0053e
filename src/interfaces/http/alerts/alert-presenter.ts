import Joi from 'joi';
import type { AlertView, DeliveryView } from '../../../application/alerts/alert-view.js';
import type { TestedRecipient } from '../../../application/alerts/send-test-alert.js';
import { SEVERITIES } from '../../../domain/alerts/alert-message.js';
import type { AlertSettings } from '../../../domain/alerts/alert-settings.js';
import type { Incident } from '../../../domain/alerts/incident.js';
import { mask } from '../../../domain/integrations/masking.js';
import { answerTime, nullable } from '../schemas.js';

const alertFields = {
  id: Joi.string().required(),
  integration_id: Joi.string().required(),
  kind: Joi.string().valid('credentials-rejected', 'failing', 'roster-shrunk', 'stale-data').required(),
  severity: Joi.string().valid(...SEVERITIES).required(),
  status: Joi.string().valid('open', 'acknowledged', 'resolved').required(),
  reason: Joi.string().required(),
  stale_drivers: Joi.number().required(),
  occurrences: Joi.number().required(),
  opened_at: answerTime.required(),
  last_seen_at: answerTime.required(),
  resolved_at: nullable(answerTime),
  acknowledged_at: nullable(answerTime),
  acknowledged_by: nullable(Joi.string()),
};

const deliverySchema = Joi.object({
  id: Joi.string().required(),
  occasion: Joi.string().valid('opened', 'reminder', 'resolved').required(),
  channel: Joi.string().valid('email', 'slack').required(),
  recipient: nullable(Joi.string()),
  status: Joi.string().valid('pending', 'sent', 'failed', 'not_configured').required(),
  attempts: Joi.number().required(),
  last_error: nullable(Joi.string()),
  next_attempt_at: nullable(answerTime),
  sent_at: nullable(answerTime),
});

export const alertSchema = Joi.object(alertFields);
export const alertWithDeliveriesSchema = Joi.object({ ...alertFields, deliveries: Joi.array().items(deliverySchema).required() });

export function presentAlert(incident: Incident): Record<string, unknown> {
  return {
    id: incident.id,
    integration_id: incident.integrationId,
    kind: incident.kind,
    severity: incident.severity,
    status: statusOf(incident),
    reason: incident.reason,
    stale_drivers: incident.staleDrivers,
    occurrences: incident.occurrences,
    opened_at: incident.openedAt,
    last_seen_at: incident.lastSeenAt,
    resolved_at: incident.resolvedAt ?? null,
    acknowledged_at: incident.acknowledgedAt ?? null,
    acknowledged_by: incident.acknowledgedBy ?? null,
  };
}

function statusOf({ resolvedAt, acknowledgedAt }: Incident): string {
  if (resolvedAt !== undefined) return 'resolved';
  return acknowledgedAt === undefined ? 'open' : 'acknowledged';
}

export function presentAlertView({ incident, deliveries }: AlertView): unknown {
  return { ...presentAlert(incident), deliveries: deliveries.map(presentDelivery) };
}

function presentDelivery(delivery: DeliveryView): unknown {
  return {
    id: delivery.id,
    occasion: delivery.occasion,
    channel: delivery.channel,
    recipient: delivery.recipient ?? null,
    status: delivery.status,
    attempts: delivery.attempts,
    last_error: delivery.lastError ?? null,
    next_attempt_at: delivery.nextAttemptAt ?? null,
    sent_at: delivery.sentAt ?? null,
  };
}

export const settingsSchema = Joi.object({
  emails: Joi.array().items(Joi.string()).required(),
  slack_webhook_url: nullable(Joi.string()),
  failure_threshold: Joi.number().required(),
  window_minutes: Joi.number().required(),
  reminder_hours: Joi.number().required(),
});

export function presentSettings(settings: AlertSettings): unknown {
  const { emails, slackWebhookUrl, failureThreshold, windowMinutes, reminderHours } = settings;
  return {
    emails,
    slack_webhook_url: slackWebhookUrl === undefined ? null : mask(slackWebhookUrl.reveal()),
    failure_threshold: failureThreshold,
    window_minutes: windowMinutes,
    reminder_hours: reminderHours,
  };
}

export const testedSchema = Joi.object({
  results: Joi.array()
    .items(
      Joi.object({
        channel: Joi.string().valid('email', 'slack').required(),
        recipient: nullable(Joi.string()),
        result: Joi.string().valid('delivered', 'retry', 'refused', 'not-configured').required(),
        reason: nullable(Joi.string()),
      }),
    )
    .required(),
});

export function presentTested(tested: readonly TestedRecipient[]): unknown {
  return {
    results: tested.map(({ channel, recipient, result }) => ({
      channel,
      recipient: recipient ?? null,
      result: result.kind,
      reason: 'reason' in result ? result.reason : null,
    })),
  };
}
