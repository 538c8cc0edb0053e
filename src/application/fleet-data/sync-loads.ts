import { VendorError, failureCodeOf } from '../../domain/shared/vendor-error.js';
import type { WorkLease } from '../../domain/shared/work-lease.js';
import type { LoadSources } from './ports/load-sources.js';
import type { LoadTally, ReadActiveLoads } from './read-active-loads.js';

export interface SyncLoadsInput {
  readonly lease: WorkLease;
}

export interface SyncLoadsResult {
  readonly status: 'success' | 'partial' | 'failed';
  readonly counts: { readonly processed: number; readonly created: number; readonly updated: number; readonly failed: number };
  readonly problem: { readonly code: string; readonly message: string } | undefined;
}

/** Brings the stored loads of a TMS account in line with the vendor's. */
export class SyncLoads {
  constructor(
    private readonly sources: LoadSources,
    private readonly activeLoads: ReadActiveLoads,
  ) {}

  /** A vendor's failure is a result. Throws `LeaseLostError`. */
  async execute({ lease }: SyncLoadsInput, signal: AbortSignal): Promise<SyncLoadsResult> {
    const { tenantId, integrationId } = lease;
    const tally: LoadTally = { processed: 0, created: 0, updated: 0, failed: 0, driversTrouble: undefined };
    try {
      const open = await this.sources.open(tenantId, integrationId, 'background');
      await this.activeLoads.execute({ account: { tenantId, integrationId }, open, lease, signal }, tally);
      return conclude(tally, undefined);
    } catch (error) {
      if (!(error instanceof VendorError)) throw error;
      return conclude(tally, error);
    }
  }
}

function conclude({ driversTrouble, ...counts }: LoadTally, failure: VendorError | undefined): SyncLoadsResult {
  if (failure !== undefined) {
    return { status: 'failed', counts, problem: { code: failureCodeOf(failure), message: failure.message } };
  }
  if (counts.failed > 0) {
    const message = `${counts.failed} of the vendor's records could not be read. All others were stored.`;
    return { status: 'partial', counts, problem: { code: 'unreadable-records', message } };
  }
  if (driversTrouble !== undefined) {
    const message = `The loads were stored, but the TMS's drivers could not be read: ${driversTrouble.message}`;
    return { status: 'partial', counts, problem: { code: 'drivers-unavailable', message } };
  }
  return { status: 'success', counts, problem: undefined };
}
