import { judgeRoster } from '../../domain/fleet-data/roster.js';
import type { RosterVerdict } from '../../domain/fleet-data/roster.js';
import type { WorkLease } from '../../domain/shared/work-lease.js';
import type { RosterEntry, RosterStore } from './ports/roster-store.js';

export interface ImportRosterInput {
  readonly lease: WorkLease;
  readonly pages: AsyncIterable<{ readonly drivers: readonly RosterEntry[]; readonly unreadable: number }>;
  readonly confirmed: boolean;
}

export interface ImportRosterResult {
  readonly listed: number;
  readonly created: number;
  readonly updated: number;
  readonly failed: number;
  readonly verdict: RosterVerdict;
}

/** Brings the linked drivers in line with a vendor's roster. Drivers gone from the vendor become inactive, never deleted. */
export class ImportRoster {
  constructor(private readonly roster: RosterStore) {}

  /** Throws what the pages throw, and `LeaseLostError`. */
  async execute({ lease, pages, confirmed }: ImportRosterInput): Promise<ImportRosterResult> {
    const activeBefore = await this.roster.countActive(lease);
    const listed = new Set<string>();
    const sum = { created: 0, updated: 0, failed: 0 };
    for await (const { drivers, unreadable } of pages) {
      for (const { externalDriverId } of drivers) listed.add(externalDriverId);
      const saved = await this.roster.saveEntries(lease, drivers);
      sum.created += saved.created;
      sum.updated += saved.updated;
      sum.failed += saved.failed + unreadable;
    }
    const missing = await this.roster.countMissing(lease, [...listed]);
    const verdict = judgeRoster({ activeBefore, listed: listed.size, missing, confirmed });
    if (verdict === 'apply' && missing > 0) await this.roster.deactivateMissing(lease, [...listed]);
    return { listed: listed.size, ...sum, verdict };
  }
}
