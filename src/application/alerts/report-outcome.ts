import type { IntegrationId, TenantId } from '../../domain/shared/identifiers.js';
import type { WriteIncident } from './write-incident.js';

/** How a sync run or a live read ended. */
export type ReportedOutcome =
  | { readonly kind: 'success' }
  | {
      readonly kind: 'failure';
      readonly source: 'sync' | 'live';
      /** The problem's code: `credentials`, `roster-shrunk`, `timeout`, … */
      readonly code: string;
      readonly message: string;
    };

export interface ReportOutcomeInput {
  readonly tenantId: TenantId;
  readonly integrationId: IntegrationId;
  readonly outcome: ReportedOutcome;
}

/** Refusals of our own say nothing about the vendor. */
const OWN_REFUSALS = ['circuit-open', 'no-permit'];

/** Lets incidents know how an integration is doing. */
export class ReportOutcome {
  constructor(private readonly incidents: WriteIncident) {}

  async execute({ tenantId, integrationId, outcome }: ReportOutcomeInput): Promise<void> {
    if (outcome.kind === 'success') {
      await this.incidents.execute({ tenantId, integrationId, signal: () => Promise.resolve({ kind: 'recovered' }) });
      return;
    }
    if (OWN_REFUSALS.includes(outcome.code)) return;
    await this.incidents.execute({
      tenantId,
      integrationId,
      signal: async ({ failures }, { windowMinutes }) => {
        if (outcome.source === 'live') await failures.addLiveFailure(tenantId, integrationId);
        return {
          kind: 'failed',
          reason: outcome.message,
          cause: outcome.code === 'credentials' ? 'credentials' : outcome.code === 'roster-shrunk' ? 'roster-shrunk' : 'other',
          consecutiveFailedRuns: await failures.consecutiveFailedRuns(tenantId, integrationId),
          failuresInWindow: await failures.failuresWithin(tenantId, integrationId, windowMinutes),
        };
      },
    });
  }
}
