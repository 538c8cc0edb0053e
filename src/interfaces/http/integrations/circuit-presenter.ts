import Joi from 'joi';
import type { KnownCircuit } from '../../../application/integrations/known-circuit.js';
import { nextAttemptAt } from '../../../domain/integrations/circuit.js';
import type { Circuit } from '../../../domain/integrations/circuit.js';
import { answerTime, nullable } from '../schemas.js';

const circuitFields = {
  state: Joi.string().valid('closed', 'open', 'half-open').required(),
  failures: Joi.number().required(),
  successes: Joi.number().required(),
  total_requests: Joi.number().required(),
  total_failures: Joi.number().required(),
  last_state_change: nullable(answerTime),
  next_attempt_at: nullable(answerTime),
};

export const circuitSchema = Joi.object(circuitFields);
export const knownCircuitSchema = Joi.object({
  tenant_id: Joi.string().required(),
  integration_id: Joi.string().required(),
  vendor: Joi.string().required(),
  ...circuitFields,
});

/** `failures` counts consecutive ones while closed, `successes` good trials while half-open. */
export function presentCircuit({ phase, totalRequests, totalFailures, lastChangeAt }: Circuit): Record<string, unknown> {
  return {
    state: phase.kind,
    failures: phase.kind === 'closed' ? phase.failures : 0,
    successes: phase.kind === 'half-open' ? phase.successes : 0,
    total_requests: totalRequests,
    total_failures: totalFailures,
    last_state_change: lastChangeAt ?? null,
    next_attempt_at: nextAttemptAt(phase) ?? null,
  };
}

export function presentKnownCircuit({ tenantId, integrationId, vendor, circuit }: KnownCircuit): unknown {
  return { tenant_id: tenantId, integration_id: integrationId, vendor, ...presentCircuit(circuit) };
}
