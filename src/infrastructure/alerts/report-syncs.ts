import type { ReportOutcome, ReportedOutcome } from '../../application/alerts/report-outcome.js';
import type { Logger } from '../../application/shared/logger.js';
import type { SyncObserver } from '../../application/sync-history/ports/sync-observer.js';
import type { SyncOutcome } from '../../domain/sync-history/sync-run.js';

/** Lets incidents know how each run ended. A run is settled whether or not this succeeds; the next one reports again. */
export function reportSyncs(report: ReportOutcome, logger: Logger): SyncObserver {
  return {
    async finished({ tenantId, integrationId }, outcome) {
      try {
        await report.execute({ tenantId, integrationId, outcome: reportedOf(outcome) });
      } catch (error) {
        logger.warn('alerts.sync-not-reported', { tenantId, integrationId, error });
      }
    },
  };
}

/** Single records that could not be read are no trouble with the vendor; a roster that shrank is. */
function reportedOf({ status, problem }: SyncOutcome): ReportedOutcome {
  if (problem === undefined || (status === 'partial' && problem.code !== 'roster-shrunk')) return { kind: 'success' };
  return { kind: 'failure', source: 'sync', code: problem.code, message: problem.message };
}
