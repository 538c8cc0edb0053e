import Joi from 'joi';
import type { IntegrationView } from '../../../application/integrations/integration-view.js';
import type { ConnectionTestResult } from '../../../domain/integrations/connection-test.js';
import { INTEGRATION_STATUSES, isSynced, statusOf } from '../../../domain/integrations/integration.js';
import { INTEGRATION_TYPES } from '../../../domain/integrations/vendor-description.js';
import type { VendorDescription, VendorField } from '../../../domain/integrations/vendor-description.js';
import { answerTime, nullable } from '../schemas.js';

const fieldSchema = Joi.object({
  name: Joi.string().required(),
  label: Joi.string().required(),
  type: Joi.string().valid('text', 'password', 'url', 'number').required(),
  required: Joi.boolean().required(),
  help_text: Joi.string().allow('').required(),
  placeholder: Joi.string().allow('').required(),
  options: Joi.array().items(Joi.string()),
});

export const vendorSchema = Joi.object({
  id: Joi.string().required(),
  display_name: Joi.string().required(),
  description: Joi.string().required(),
  integration_type: Joi.string().valid(...INTEGRATION_TYPES).required(),
  icon: Joi.string().required(),
  help_url: Joi.string().required(),
  credential_fields: Joi.array().items(fieldSchema).required(),
  credential_alternatives: Joi.array().items(Joi.array().items(Joi.string())),
  config_fields: Joi.array().items(fieldSchema).required(),
  endpoints: Joi.array()
    .items(Joi.object({ id: Joi.string().required(), name: Joi.string().required(), description: Joi.string().required() }))
    .required(),
  contract: Joi.string().valid('documented', 'assumed').required(),
});

export function presentVendor(vendor: VendorDescription): unknown {
  return {
    id: vendor.id,
    display_name: vendor.displayName,
    description: vendor.description,
    integration_type: vendor.integrationType,
    icon: vendor.icon,
    help_url: vendor.helpUrl,
    credential_fields: vendor.credentialFields.map(presentField),
    ...(vendor.credentialAlternatives !== undefined && { credential_alternatives: vendor.credentialAlternatives }),
    config_fields: vendor.configFields.map(presentField),
    endpoints: vendor.endpoints,
    contract: vendor.contract,
  };
}

function presentField({ name, label, type, required, helpText, placeholder, options }: VendorField): unknown {
  return { name, label, type, required, help_text: helpText, placeholder, ...(options !== undefined && { options }) };
}

export const integrationSchema = Joi.object({
  id: Joi.string().required(),
  integration_type: Joi.string().valid(...INTEGRATION_TYPES).required(),
  vendor: Joi.string().required(),
  display_name: Joi.string().required(),
  status: Joi.string().valid(...INTEGRATION_STATUSES).required(),
  enabled: Joi.boolean().required(),
  config: Joi.object().unknown().required(),
  credentials: Joi.object().pattern(Joi.string(), Joi.string()).required(),
  sync_interval_seconds: Joi.number().required(),
  next_sync_at: nullable(answerTime),
  last_sync_at: nullable(answerTime),
  last_success_at: nullable(answerTime),
  last_error_at: nullable(answerTime),
  last_error_message: nullable(Joi.string()),
  webhook_url: Joi.string().description(
    'Where the vendor sends its webhooks, signed with the credential webhookSecret: below PUBLIC_URL, or the path alone when that is not set. '
      + 'Only for vendors that push events.',
  ),
  created_at: answerTime.required(),
  updated_at: answerTime.required(),
});

/** `publicUrl`: where the outside world reaches this service, or empty. */
export function presentIntegration({ integration, credentials, webhookPath }: IntegrationView, publicUrl: string): unknown {
  const { contact } = integration;
  return {
    id: integration.id,
    integration_type: integration.integrationType,
    vendor: integration.vendor,
    display_name: integration.displayName,
    status: statusOf(integration),
    enabled: integration.enabled,
    config: integration.config,
    credentials,
    sync_interval_seconds: integration.syncIntervalSeconds,
    next_sync_at: integration.enabled && isSynced(integration.integrationType) ? integration.nextSyncAt : null,
    last_sync_at: contact.lastSyncAt ?? null,
    last_success_at: contact.lastSuccessAt ?? null,
    last_error_at: contact.lastErrorAt ?? null,
    last_error_message: contact.lastErrorMessage ?? null,
    ...(webhookPath !== undefined && { webhook_url: publicUrl + webhookPath }),
    created_at: integration.createdAt,
    updated_at: integration.updatedAt,
  };
}

export const etagOf = ({ integration }: IntegrationView): string => `"v${integration.version}"`;

export const connectionTestSchema = Joi.object({
  success: Joi.boolean().required(),
  message: Joi.string().required(),
  code: Joi.string().required(),
  latency_ms: Joi.number().required(),
  checked_at: answerTime.required(),
  steps: Joi.array()
    .items(Joi.object({ name: Joi.string().required(), ok: Joi.boolean().required(), detail: Joi.string().required() }))
    .required(),
});

export function presentConnectionTest({ success, message, code, latencyMs, checkedAt, steps }: ConnectionTestResult): unknown {
  return { success, message, code, latency_ms: Math.round(latencyMs), checked_at: checkedAt, steps };
}
