/** What a roster pass found, against the drivers that were linked and active before it. */
export interface RosterPass {
  readonly activeBefore: number;
  /** Drivers the vendor listed. */
  readonly listed: number;
  /** Of those active before, how many the vendor did not list. */
  readonly missing: number;
  /** A person has looked and says the smaller roster is right. */
  readonly confirmed: boolean;
}

/**
 * - `apply`: the missing drivers become inactive
 * - `keep`: more than half, and at least 5, are missing; nobody becomes inactive and the run is partial
 * - `refuse`: no driver at all where there were some; the run fails
 */
export type RosterVerdict = 'apply' | 'keep' | 'refuse';

const SHRUNK_AT_LEAST = 5;

/** A vendor's glitch must not send a whole fleet home. */
export function judgeRoster({ activeBefore, listed, missing, confirmed }: RosterPass): RosterVerdict {
  if (listed === 0 && activeBefore > 0) return 'refuse';
  if (!confirmed && missing >= SHRUNK_AT_LEAST && missing * 2 > activeBefore) return 'keep';
  return 'apply';
}

/** The ids a new roster driver may take, best first. A taken `driver_id` becomes `<vendor>-<external id>`. */
export function driverIdCandidates(vendor: string, externalDriverId: string): readonly [string, string] {
  return [externalDriverId, `${vendor}-${externalDriverId}`];
}
