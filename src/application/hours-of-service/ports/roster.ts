import type { WorkLease } from '../../../domain/shared/work-lease.js';
import type { RosterPage } from './hos-source.js';

export interface RosterImport {
  readonly lease: WorkLease;
  readonly pages: AsyncIterable<RosterPage>;
  /** A person has confirmed that the roster shrank. */
  readonly confirmed: boolean;
}

export interface RosterResult {
  readonly listed: number;
  readonly created: number;
  readonly updated: number;
  /** Rows that could not be read, or for which no driver id was free. */
  readonly failed: number;
  readonly verdict: 'apply' | 'keep' | 'refuse';
}

/** The tenant's drivers, as the fleet-data context keeps them. */
export interface Roster {
  /** Throws what the pages throw, and `LeaseLostError`. */
  import(input: RosterImport): Promise<RosterResult>;
  /** Active drivers linked to an integration. */
  countLinked(lease: Pick<WorkLease, 'tenantId' | 'integrationId'>): Promise<number>;
}
