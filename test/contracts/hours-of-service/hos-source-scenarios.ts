import type { ClocksPage, RosterPage } from '../../../src/application/hours-of-service/ports/hos-source.js';
import type { GivenDriver } from './hos-source-harness.js';

const FULL = { driveHours: 11, shiftHours: 14, cycleHours: 70, untilBreakHours: 8 };

/** A rested driver off duty, but for what is said otherwise. */
export function driver(externalDriverId: string, more: Partial<GivenDriver> = {}): GivenDriver {
  return { externalDriverId, name: `Driver ${externalDriverId}`, dutyStatus: 'OFF_DUTY', remaining: FULL, ...more };
}

/** A driver who has this much driving left. */
export function hours(externalDriverId: string, driveHours: number): GivenDriver {
  return driver(externalDriverId, { remaining: { driveHours } });
}

/** This many rested drivers, `101` and up. */
export function drivers(count: number): GivenDriver[] {
  return Array.from({ length: count }, (_, index) => driver(String(101 + index)));
}

export function driversOf(pages: readonly RosterPage[]): RosterPage['drivers'] {
  return pages.flatMap((page) => page.drivers);
}

export function observationsOf(pages: readonly ClocksPage[]): ClocksPage['observations'] {
  return pages.flatMap((page) => page.observations);
}
