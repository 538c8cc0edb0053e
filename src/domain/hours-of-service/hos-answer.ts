import type { DriverId } from '../shared/identifiers.js';
import { ageSeconds } from './hos-read.js';

/** The rule of the read order that gave an answer. */
export type HosRule = 'override' | 'stored' | 'live' | 'stale' | 'unavailable';

/** Why an answer is not fresher. `old`: the vendor itself has nothing newer. `reason` is a sentence fit for the driver's office. */
export type HosObstacle =
  | { readonly kind: 'slow'; readonly waitedMs: number }
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'old'; readonly observedAt: Date }
  | { readonly kind: 'not-connected' };

/** What the circuit and the rate limit of a vendor have said to the requests of one read so far. */
export interface VendorStanding {
  readonly circuitState: 'closed' | 'open' | 'half-open';
  readonly waitedForPermitMs: number;
}

/** How an answer came about; facts only, so that noting one costs next to nothing. */
export interface HosAnswer {
  readonly driverId: DriverId;
  readonly at: Date;
  readonly rule: HosRule;
  /** Time of the hours that were stored when the read began. */
  readonly snapshotAsOf: Date | undefined;
  readonly obstacle: HosObstacle | undefined;
  /** Undefined when the vendor was not asked. */
  readonly standing: VendorStanding | undefined;
}

/** One sentence about it. @param vendor the vendor's name for people: `Samsara` */
export function explainHosAnswer(answer: HosAnswer, vendor: string): string {
  const { rule, obstacle } = answer;
  switch (rule) {
    case 'override':
      return 'A manual override was in force.';
    case 'stored':
      return `${storedThen(answer)}, young enough to be served without asking ${vendor}.`;
    case 'live':
      return `${storedThen(answer)}, so ${vendor} was asked and answered${obstacle === undefined ? '.' : `, but ${hindered(answer, vendor)}`}`;
    case 'stale':
    case 'unavailable':
      return `${storedThen(answer)} and ${hindered(answer, vendor)}`;
  }
}

function storedThen({ snapshotAsOf, at }: HosAnswer): string {
  return snapshotAsOf === undefined ? 'Nothing was stored' : `The snapshot was ${secondsOld(snapshotAsOf, at)} s old`;
}

function hindered({ obstacle, at }: HosAnswer, vendor: string): string {
  switch (obstacle?.kind) {
    case undefined:
      return `${vendor} gave nothing newer.`;
    case 'slow':
      return `${vendor} did not answer in ${obstacle.waitedMs / 1000} s.`;
    case 'failed':
      return `nothing newer could be had: ${obstacle.reason}`;
    case 'old':
      return `its own hours were ${secondsOld(obstacle.observedAt, at)} s old.`;
    case 'not-connected':
      return 'no enabled HOS integration serves this driver.';
  }
}

function secondsOld(asOf: Date, at: Date): number {
  return Math.floor(ageSeconds(asOf, at));
}
