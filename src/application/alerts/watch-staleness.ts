import type { Logger } from '../shared/logger.js';
import type { AlertQueries } from './ports/alert-queries.js';
import type { WriteIncident } from './write-incident.js';

/** Opens, updates and resolves incidents about hours that have become old, and reminds of incidents that go on. */
export class WatchStaleness {
  constructor(
    private readonly alerts: AlertQueries,
    private readonly incidents: WriteIncident,
    private readonly logger: Logger,
    private readonly staleAfterSeconds: number,
  ) {}

  /** One integration in trouble does not keep the others from being looked at. */
  async execute(): Promise<void> {
    for (const { tenantId, integrationId, staleDrivers } of await this.alerts.staleFleets(this.staleAfterSeconds)) {
      try {
        await this.incidents.execute({ tenantId, integrationId, signal: () => Promise.resolve({ kind: 'stale', staleDrivers }) });
      } catch (error) {
        this.logger.warn('alerts.staleness-not-recorded', { tenantId, integrationId, error });
      }
    }
  }
}
