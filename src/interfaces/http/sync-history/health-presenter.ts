import Joi from 'joi';
import type { IntegrationHealth } from '../../../application/integrations/get-integration-health.js';
import { INTEGRATION_STATUSES } from '../../../domain/integrations/integration.js';
import type { SyncRun } from '../../../domain/sync-history/sync-run.js';
import { circuitSchema, presentCircuit } from '../integrations/circuit-presenter.js';
import { nullable } from '../schemas.js';
import { presentSyncRun, syncRunSchema } from './sync-presenter.js';

export const healthSchema = Joi.object({
  status: Joi.string().valid(...INTEGRATION_STATUSES).required(),
  circuit: circuitSchema.required(),
  last_sync: nullable(syncRunSchema),
  freshness: Joi.object({
    oldest_driver_age_seconds: nullable(Joi.number()),
    stale_drivers: Joi.number().required(),
  }).required(),
  open_incidents: Joi.number().required(),
});

export function presentHealth({ status, freshness, circuit, openIncidents }: IntegrationHealth, lastSync: SyncRun | undefined): unknown {
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
  };
}
