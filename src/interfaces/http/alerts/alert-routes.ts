import Joi from 'joi';
import type { AcknowledgeAlert } from '../../../application/alerts/acknowledge-alert.js';
import type { GetAlert } from '../../../application/alerts/get-alert.js';
import type { GetAlertSettings } from '../../../application/alerts/get-alert-settings.js';
import type { ListAlerts } from '../../../application/alerts/list-alerts.js';
import type { PutAlertSettings } from '../../../application/alerts/put-alert-settings.js';
import type { SendTestAlert } from '../../../application/alerts/send-test-alert.js';
import { SEVERITIES } from '../../../domain/alerts/alert-message.js';
import type { Severity } from '../../../domain/alerts/alert-message.js';
import { isMasked } from '../../../domain/integrations/masking.js';
import { Secret } from '../../../domain/shared/secret.js';
import { answerList } from '../list-answer.js';
import { route } from '../route.js';
import type { Route } from '../route.js';
import { email, pageQuery, text, toPage, uuid } from '../schemas.js';
import type { PageQuery } from '../schemas.js';
import {
  alertSchema,
  alertWithDeliveriesSchema,
  presentAlert,
  presentAlertView,
  presentSettings,
  presentTested,
  settingsSchema,
  testedSchema,
} from './alert-presenter.js';

export interface AlertUseCases {
  readonly list: ListAlerts;
  readonly get: GetAlert;
  readonly acknowledge: AcknowledgeAlert;
  readonly settings: GetAlertSettings;
  readonly putSettings: PutAlertSettings;
  readonly test: SendTestAlert;
}

interface AlertsQuery extends PageQuery {
  readonly status?: 'open' | 'acknowledged' | 'resolved';
}

interface SettingsBody {
  readonly emails: readonly string[];
  readonly slack_webhook_url: string | null;
  readonly failure_threshold: number;
  readonly window_minutes: number;
  readonly reminder_hours: number;
}

const byId = Joi.object<{ id: string }>({ id: uuid.required() });

const settingsBody = Joi.object<SettingsBody>({
  emails: Joi.array().items(email).max(50).unique().default([]),
  slack_webhook_url: text(500).allow(null).default(null),
  failure_threshold: Joi.number().integer().min(1).max(100).default(3),
  window_minutes: Joi.number().integer().min(1).max(1440).default(60),
  reminder_hours: Joi.number().integer().min(24).max(720).default(24),
});

export function alertRoutes(use: AlertUseCases): readonly Route[] {
  return [
    route<unknown, AlertsQuery>({
      method: 'get',
      path: '/api/v1/alerts',
      summary: 'Incidents with the tenant’s vendors',
      permission: 'alerts.read',
      query: Joi.object({ status: Joi.string().valid('open', 'acknowledged', 'resolved'), ...pageQuery }),
      responses: { 200: { description: 'Alerts, newest first', schema: Joi.array().items(alertSchema) } },
      handler: async ({ tenantId, query, url }) =>
        answerList(await use.list.execute(tenantId, query.status, toPage(query)), toPage(query), url, presentAlert),
    }),
    route<{ id: string }>({
      method: 'get',
      path: '/api/v1/alerts/:id',
      summary: 'One incident with its messages and what became of each',
      permission: 'alerts.read',
      params: byId,
      responses: { 200: { description: 'The alert', schema: alertWithDeliveriesSchema } },
      handler: async ({ tenantId, params }) => ({ status: 200, body: presentAlertView(await use.get.execute(tenantId, params.id)) }),
    }),
    route<{ id: string }>({
      method: 'post',
      path: '/api/v1/alerts/:id/acknowledge',
      summary: 'Say that somebody is looking after it',
      permission: 'administration',
      params: byId,
      responses: { 200: { description: 'The alert', schema: alertSchema } },
      handler: async ({ principal, tenantId, params }) => {
        const actor = { userId: principal.userId, label: principal.email ?? principal.userId };
        return { status: 200, body: presentAlert(await use.acknowledge.execute({ tenantId, id: params.id, actor })) };
      },
    }),
    route({
      method: 'get',
      path: '/api/v1/alert-settings',
      summary: 'Whom the tenant wants told beside its administrators, and when',
      permission: 'administration',
      responses: { 200: { description: 'The settings', schema: settingsSchema } },
      handler: async ({ tenantId }) => ({ status: 200, body: presentSettings(await use.settings.execute(tenantId)) }),
    }),
    route<unknown, unknown, SettingsBody>({
      method: 'put',
      path: '/api/v1/alert-settings',
      summary: 'Replace the alert settings; a masked Slack webhook keeps the stored one',
      permission: 'administration',
      body: settingsBody,
      responses: { 200: { description: 'The settings', schema: settingsSchema } },
      handler: async ({ principal, tenantId, body }) => {
        const { emails, failure_threshold: failureThreshold, window_minutes: windowMinutes, reminder_hours: reminderHours } = body;
        const settings = { emails, failureThreshold, windowMinutes, reminderHours };
        const slackWebhookUrl = webhookOf(body.slack_webhook_url);
        const changed = await use.putSettings.execute({ actorId: principal.userId, tenantId, settings, slackWebhookUrl });
        return { status: 200, body: presentSettings(changed) };
      },
    }),
    route<unknown, unknown, { severity: Severity }>({
      method: 'post',
      path: '/api/v1/test/trigger-alert',
      summary: 'Try every channel of the tenant now',
      permission: 'administration',
      bodyOptional: true,
      body: Joi.object({ severity: Joi.string().valid(...SEVERITIES).default('WARNING') }),
      responses: { 200: { description: 'What each channel said', schema: testedSchema } },
      handler: async ({ tenantId, body }) => ({ status: 200, body: presentTested(await use.test.execute(tenantId, body.severity)) }),
    }),
  ];
}

function webhookOf(given: string | null): Secret<string> | 'keep' | undefined {
  if (given === null) return undefined;
  return isMasked(given) ? 'keep' : new Secret(given);
}
