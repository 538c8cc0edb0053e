import Joi from 'joi';
import { SYNC_INTERVAL_SECONDS } from '../../../domain/integrations/integration.js';
import { INTEGRATION_TYPES } from '../../../domain/integrations/vendor-description.js';
import type { IntegrationType } from '../../../domain/integrations/vendor-description.js';
import type { FormValues } from '../../../domain/integrations/vendor-form.js';
import { text } from '../schemas.js';

/** What connects a vendor. */
export interface NewIntegration {
  readonly integration_type: IntegrationType;
  readonly vendor: string;
  readonly display_name: string;
  readonly credentials: FormValues;
  readonly config?: FormValues;
  readonly sync_interval_seconds?: number;
}

/** What changes an integration; at least one of them. */
export interface IntegrationPatch {
  readonly display_name?: string;
  readonly credentials?: FormValues;
  readonly config?: FormValues;
  readonly sync_interval_seconds?: number;
  readonly enabled?: boolean;
}

/** What a connection test needs of a vendor that is not connected yet. */
export interface UnsavedConnection {
  readonly vendor: string;
  readonly credentials: FormValues;
  readonly config?: FormValues;
}

/** Forms are checked against the vendor's own fields, so their keys are open here. */
const form = Joi.object().unknown(true);
const interval = Joi.number().integer().min(SYNC_INTERVAL_SECONDS.min).max(SYNC_INTERVAL_SECONDS.max);

export const newIntegration = Joi.object<NewIntegration>({
  integration_type: Joi.string().valid(...INTEGRATION_TYPES).required(),
  vendor: text(100).required(),
  display_name: text(200).required(),
  credentials: form.required(),
  config: form,
  sync_interval_seconds: interval,
});

export const integrationPatch = Joi.object<IntegrationPatch>({
  display_name: text(200),
  credentials: form,
  config: form,
  sync_interval_seconds: interval,
  enabled: Joi.boolean(),
}).min(1);

export const unsavedConnection = Joi.object<UnsavedConnection>({ vendor: text(100).required(), credentials: form.required(), config: form });
