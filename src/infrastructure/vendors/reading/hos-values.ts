/** Two weeks. The longest cycle of any ruleset fits in; a clock beyond it is in another unit and means nothing. */
const LONGEST_CLOCK_HOURS = 14 * 24;

/**
 * A clock in hours from the vendor's unit, of which an hour has `perHour`. Undefined for anything that is not a clock: never
 * 0 for a missing one.
 */
export function clockHoursOf(value: unknown, perHour: number): number | undefined {
  if (typeof value !== 'number' || !(value >= 0)) return undefined;
  const hours = value / perHour;
  return hours <= LONGEST_CLOCK_HOURS ? Math.abs(hours) : undefined; // abs: JSON has -0
}
