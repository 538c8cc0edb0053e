import type { WorkLease } from '../../../domain/shared/work-lease.js';

export interface RosterEntry {
  readonly externalDriverId: string;
  readonly name: string;
  /** The vendor's word on the driver's ruleset, kept as it is. */
  readonly ruleset: string;
}

export interface RosterPageResult {
  readonly created: number;
  readonly updated: number;
  /** Entries for which no driver id was free. */
  readonly failed: number;
}

export type RosterAccount = Pick<WorkLease, 'tenantId' | 'integrationId'>;

/** Linked drivers, written in bulk. Writes throw `LeaseLostError` and change nothing when the lease is lost. */
export interface RosterStore {
  /** Active drivers linked to this integration. */
  countActive(account: RosterAccount): Promise<number>;
  /** Creates and updates drivers by (integration, external id); drivers without a link are never touched. */
  saveEntries(lease: WorkLease, entries: readonly RosterEntry[]): Promise<RosterPageResult>;
  /** Active linked drivers whose external id is not listed. */
  countMissing(account: RosterAccount, listed: readonly string[]): Promise<number>;
  /** Makes those inactive. */
  deactivateMissing(lease: WorkLease, listed: readonly string[]): Promise<void>;
}
