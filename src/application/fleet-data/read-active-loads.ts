import type { LoadObservation } from '../../domain/fleet-data/load.js';
import { VendorError } from '../../domain/shared/vendor-error.js';
import type { WorkLease } from '../../domain/shared/work-lease.js';
import type { Clock } from '../shared/clock.js';
import { DriverAssignment } from './driver-assignment.js';
import type { AssignableDrivers } from './ports/assignable-drivers.js';
import type { LoadSource } from './ports/load-source.js';
import type { OpenLoadSource } from './ports/load-sources.js';
import type { AssignedPage, LoadAccountKey, LoadStore } from './ports/load-store.js';

/** Loads that are no longer listed are asked for one by one, no more than this in one pass. */
const REREAD_AT_MOST = 100;

export interface ReadActiveLoadsInput {
  readonly account: LoadAccountKey;
  readonly open: OpenLoadSource;
  /** Undefined for a live read, which holds no lease. */
  readonly lease: WorkLease | undefined;
  readonly signal?: AbortSignal;
}

/** What a pass has done so far. Filled in as it goes, so that it holds when the pass ends early. */
export interface LoadTally {
  processed: number;
  created: number;
  updated: number;
  /** Records that could not be read or kept. */
  failed: number;
  /** Why the TMS's drivers could not be read. */
  driversTrouble: VendorError | undefined;
}

/**
 * One pass over a TMS account: stores every load it lists as active, one write per page, then asks by id for those that
 * are stored as active and no longer listed. The vendor's word on them is usually DELIVERED.
 */
export class ReadActiveLoads {
  constructor(
    private readonly store: LoadStore,
    private readonly drivers: AssignableDrivers,
    private readonly clock: Clock,
  ) {}

  /** Throws `VendorError`, and `LeaseLostError` when there was a lease and it is lost. */
  async execute(input: ReadActiveLoadsInput, tally: LoadTally): Promise<void> {
    const { account, open, lease, signal } = input;
    const startedAt = this.clock.now();
    await this.store.adopt(account, lease);
    const assignment = new DriverAssignment(() => this.drivers.list(account.tenantId), () => open.source.drivers(signal));
    const listed: string[] = [];
    for await (const page of open.source.activeLoads(signal)) {
      listed.push(...page.loads.map(({ externalLoadId }) => externalLoadId));
      tally.failed += page.unreadable;
      await this.keep(page.loads, input, assignment, tally);
    }
    await this.readUnlisted(listed, input, assignment, tally);
    // What was cut short has not been read to its end.
    if (signal?.aborted !== true) await this.store.noteListRead(account, startedAt, lease);
  }

  private async keep(
    loads: readonly LoadObservation[],
    { account, open, lease }: ReadActiveLoadsInput,
    assignment: DriverAssignment,
    tally: LoadTally,
  ): Promise<void> {
    const assigned = await assignment.assign(loads);
    const page: AssignedPage = { ...account, dataSource: open.dataSource, loads: assigned };
    const { created, updated, failed } = await this.store.save(page, lease);
    tally.processed += loads.length - failed;
    tally.created += created;
    tally.updated += updated;
    tally.failed += failed;
    tally.driversTrouble = assignment.trouble;
  }

  private async readUnlisted(
    listed: readonly string[],
    input: ReadActiveLoadsInput,
    assignment: DriverAssignment,
    tally: LoadTally,
  ): Promise<void> {
    const unlisted = await this.store.listUnlisted(input.account, listed, REREAD_AT_MOST);
    const askedAt = this.clock.now();
    const known: LoadObservation[] = [];
    const gone: string[] = [];
    try {
      for (const id of unlisted) {
        if (input.signal?.aborted === true) break;
        const answer = await reread(input.open.source, id, input.signal);
        if (answer === 'unreadable') tally.failed += 1;
        else if (answer === undefined) gone.push(id);
        else known.push(answer);
      }
    } finally {
      // What was answered before a failure is kept.
      if (known.length > 0) await this.keep(known, input, assignment, tally);
      if (gone.length > 0) {
        tally.updated += await this.store.markGone(input.account, gone, askedAt, input.lease);
        tally.processed += gone.length;
      }
    }
  }
}

/** A load whose own answer is refused or unreadable does not stop the others. */
async function reread(source: LoadSource, id: string, signal: AbortSignal | undefined): Promise<LoadObservation | 'unreadable' | undefined> {
  try {
    return await source.load(id, signal);
  } catch (error) {
    const aboutThisLoad = error instanceof VendorError && error.refusedBy === undefined && (error.kind === 'rejected' || error.kind === 'malformed');
    if (aboutThisLoad) return 'unreadable';
    throw error;
  }
}
