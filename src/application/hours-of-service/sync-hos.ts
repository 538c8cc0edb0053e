import { VendorError, failureCodeOf } from '../../domain/shared/vendor-error.js';
import type { WorkLease } from '../../domain/shared/work-lease.js';
import type { Clock } from '../shared/clock.js';
import type { Logger } from '../shared/logger.js';
import type { HosSnapshotStore } from './ports/hos-snapshot-store.js';
import type { HosSources, OpenHosSource } from './ports/hos-sources.js';
import type { Roster, RosterResult } from './ports/roster.js';
import { readableObservations } from './readable-observations.js';

export interface SyncHosInput {
  readonly lease: WorkLease;
  readonly rosterConfirmed: boolean;
}

export interface SyncHosResult {
  readonly status: 'success' | 'partial' | 'failed';
  readonly counts: { readonly processed: number; readonly created: number; readonly updated: number; readonly failed: number };
  readonly problem: { readonly code: string; readonly message: string } | undefined;
}

interface Clocks {
  processed: number;
  written: number;
  refused: number;
  unknown: number;
}

const EMPTY_ROSTER = {
  code: 'empty-result',
  message: 'The vendor listed no drivers at all although there were some before. Nothing was changed.',
};
const NO_CLOCKS = {
  code: 'empty-result',
  message: 'The vendor listed drivers but sent hours of service for none of them. The last known hours are kept.',
};
const SHRUNK_ROSTER = {
  code: 'roster-shrunk',
  message:
    'More than half of the drivers are missing from the vendor. Nobody was made inactive. Sync with ?confirm_roster=true if this is right.',
};

/** Imports an ELD account's roster, then the clocks of the whole fleet: one bulk read per vendor page. */
export class SyncHos {
  constructor(
    private readonly sources: HosSources,
    private readonly roster: Roster,
    private readonly snapshots: HosSnapshotStore,
    private readonly clock: Clock,
    private readonly logger: Logger,
  ) {}

  /** A vendor's failure is a result. Throws `LeaseLostError`. */
  async execute({ lease, rosterConfirmed }: SyncHosInput, signal: AbortSignal): Promise<SyncHosResult> {
    const clocks: Clocks = { processed: 0, written: 0, refused: 0, unknown: 0 };
    let roster: RosterResult | undefined;
    try {
      const open = await this.sources.open(lease.tenantId, lease.integrationId, 'background');
      roster = await this.roster.import({ lease, pages: open.source.roster(signal), confirmed: rosterConfirmed });
      if (roster.verdict === 'refuse') return conclude(roster, clocks, EMPTY_ROSTER);
      await this.readClocks(open, lease, clocks, signal);
      if (clocks.unknown > 0) this.logger.info('hos.clocks-of-unknown-drivers', { ...lease, rows: clocks.unknown });
      return conclude(roster, clocks, roster.listed > 0 && clocks.processed === 0 ? NO_CLOCKS : undefined);
    } catch (error) {
      if (!(error instanceof VendorError)) throw error;
      return conclude(roster, clocks, { code: failureCodeOf(error), message: error.message });
    }
  }

  private async readClocks(open: OpenHosSource, lease: WorkLease, clocks: Clocks, signal: AbortSignal): Promise<void> {
    const { tenantId, integrationId } = lease;
    for await (const page of open.source.clocks(signal)) {
      const { observations, refused } = readableObservations(page, this.clock.now());
      const { dataSource } = open;
      const { known, written } = await this.snapshots.store({ tenantId, integrationId, dataSource, observations }, lease);
      clocks.processed += known;
      clocks.written += written;
      clocks.unknown += observations.length - known;
      clocks.refused += refused;
    }
  }
}

function conclude(
  roster: RosterResult | undefined,
  clocks: Clocks,
  failure: SyncHosResult['problem'],
): SyncHosResult {
  const created = roster?.created ?? 0;
  const failed = (roster?.failed ?? 0) + clocks.refused;
  const updated = Math.max(0, clocks.written - created);
  const counts = { processed: clocks.processed, created, updated, failed };
  if (failure !== undefined) return { status: 'failed', counts, problem: failure };
  if (roster?.verdict === 'keep') return { status: 'partial', counts, problem: SHRUNK_ROSTER };
  if (failed > 0) return { status: 'partial', counts, problem: unreadable(failed) };
  return { status: 'success', counts, problem: undefined };
}

function unreadable(rows: number): SyncHosResult['problem'] {
  return { code: 'unreadable-records', message: `${rows} of the vendor's records could not be read. All others were stored.` };
}
