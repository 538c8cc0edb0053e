import Joi from 'joi';
import type { IntegrationHealth } from '../../../application/integrations/get-integration-health.js';
import { INTEGRATION_STATUSES } from '../../../domain/integrations/integration.js';
import type { SyncRun } from '../../../domain/sync-history/sync-run.js';
import { circuitSchema, presentCircuit } from '../integrations/circuit-presenter.js';
import { answerTime, nullable } from '../schemas.js';
import { presentSyncRun, syncRunSchema } from './sync-presenter.js';

type HosAnswer = NonNullable<IntegrationHealth['lastHosAnswer']>;

/** Of the replica that answers this request. */
const hosAnswerSchema = Joi.object({
  driver_id: Joi.string().required(),
  at: answerTime.required(),
  rule: Joi.string().valid('override', 'stored', 'live', 'stale', 'unavailable').required(),
  why: Joi.string().required(),
  circuit_state: nullable(Joi.string().valid('closed', 'open', 'half-open')),
  waited_for_permit_ms: nullable(Joi.number()),
}).description('How the last answer of this replica to a question for a driver’s hours came about');

export const healthSchema = Joi.object({
  status: Joi.string().valid(...INTEGRATION_STATUSES).required(),
  circuit: circuitSchema.required(),
  last_sync: nullable(syncRunSchema),
  freshness: Joi.object({
    oldest_driver_age_seconds: nullable(Joi.number()),
    stale_drivers: Joi.number().required(),
  }).required(),
  open_incidents: Joi.number().required(),
  last_hos_answer: nullable(hosAnswerSchema),
});

export function presentHealth(health: IntegrationHealth, lastSync: SyncRun | undefined): unknown {
  const { status, freshness, circuit, openIncidents, lastHosAnswer } = health;
  const { oldestDriverAgeSeconds, staleDrivers } = freshness;
  return {
    status,
    circuit: presentCircuit(circuit),
    last_sync: lastSync === undefined ? null : presentSyncRun(lastSync),
    freshness: {
      oldest_driver_age_seconds: oldestDriverAgeSeconds === undefined ? null : Math.floor(oldestDriverAgeSeconds),
      stale_drivers: staleDrivers,
    },
    open_incidents: openIncidents,
    last_hos_answer: lastHosAnswer === undefined ? null : presentHosAnswer(lastHosAnswer),
  };
}

function presentHosAnswer({ driverId, at, rule, why, circuitState, waitedForPermitMs }: HosAnswer): unknown {
  return { driver_id: driverId, at, rule, why, circuit_state: circuitState ?? null, waited_for_permit_ms: waitedForPermitMs ?? null };
}
