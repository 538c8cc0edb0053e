import { between, draw } from '../seeded-draw.js';
import { driverName, type DriverName } from './driver-names.js';

/** How a simulated driver works. */
export type Work =
  | 'regular' // long haul within all limits
  | 'overdriving' // drives past the 11 hours
  | 'overworking' // seven days in a row: past the cycle
  | 'yard' // moves trailers in a yard, never on the road
  | 'commuter'; // takes the tractor home: personal conveyance

/** What the vendor sends about a driver besides the plain truth. */
export type Sending =
  | 'complete'
  | 'disconnected' // driver app offline: clocks frozen
  | 'disconnected-full' // the same with clocks that look full
  | 'without-break'
  | 'without-cycle'
  | 'without-clocks'
  | 'without-status';

/** What the vendor says about a driver's rules; `none` is nothing at all. */
export type Rules = 'usa-70' | 'usa-60' | 'override' | 'passenger' | 'exempt' | 'two-rulesets' | 'none';

/** True while the driver app has no connection. */
export function isOffline({ sending }: Pick<DriverProfile, 'sending'>): boolean {
  return sending === 'disconnected' || sending === 'disconnected-full';
}

/** What never changes about a simulated driver. */
export interface DriverProfile {
  readonly index: number;
  /** Digits, unique in the fleet. */
  readonly id: string;
  readonly name: DriverName;
  readonly active: boolean;
  readonly work: Work;
  readonly sending: Sending;
  readonly rules: Rules;
  /** Hour of the UTC day, in ms, at which this driver's day starts. */
  readonly dayStartMs: number;
  /** Day of the driver's eight-day round on day 0. */
  readonly roundOffset: number;
}

type Role = readonly [Work, Sending, Rules];

/** The first drivers play every part there is, so that a small fleet shows them all. */
const CAST: readonly Role[] = [
  ['regular', 'complete', 'usa-70'],
  ['regular', 'complete', 'usa-60'],
  ['regular', 'complete', 'override'],
  ['overdriving', 'complete', 'usa-70'],
  ['overworking', 'complete', 'usa-60'],
  ['yard', 'complete', 'usa-70'],
  ['commuter', 'complete', 'usa-70'],
  ['regular', 'disconnected', 'usa-70'],
  ['regular', 'disconnected-full', 'none'],
  ['regular', 'complete', 'none'],
  ['regular', 'complete', 'passenger'],
  ['regular', 'without-break', 'usa-70'],
  ['regular', 'without-cycle', 'two-rulesets'],
  ['regular', 'without-clocks', 'usa-70'],
  ['regular', 'without-status', 'exempt'],
];
/** The place of the first deactivated driver; they are in the clocks, not in the roster. */
const FIRST_INACTIVE = CAST.length;

/** The rest of the fleet is drawn. Shares of 100, what is left is the usual. */
const WORK_SHARES: readonly (readonly [Work, number])[] =
  [['overdriving', 3], ['overworking', 3], ['yard', 5], ['commuter', 5]];
const SENDING_SHARES: readonly (readonly [Sending, number])[] =
  [['disconnected', 2], ['disconnected-full', 1], ['without-break', 1], ['without-cycle', 1], ['without-status', 1]];
const RULES_SHARES: readonly (readonly [Rules, number])[] =
  [['usa-60', 12], ['override', 4], ['passenger', 2], ['exempt', 1], ['two-rulesets', 1], ['none', 4]];

/** The driver at a place in the fleet. A pure function of both arguments. */
export function driverProfile(seed: number, index: number): DriverProfile {
  const [work, sending, rules] = CAST[index] ?? drawnRole(seed, index);
  return {
    index,
    id: String(50_000_000 + index * 17 + (Math.abs(seed | 0) % 17)),
    name: driverName(seed, index),
    active: index !== FIRST_INACTIVE && (index < CAST.length || draw(seed, index, 6) >= 0.02),
    work,
    sending,
    rules,
    dayStartMs: between(0, 1439, draw(seed, index, 7)) * 60_000,
    roundOffset: between(0, 7, draw(seed, index, 8)),
  };
}

function drawnRole(seed: number, index: number): Role {
  const work = pick(WORK_SHARES, 'regular', draw(seed, index, 3));
  const sending = pick(SENDING_SHARES, 'complete', draw(seed, index, 4));
  const rules = pick(RULES_SHARES, 'usa-70', draw(seed, index, 5));
  return [work, sending, work === 'overworking' ? 'usa-60' : rules];
}

/** What the drawn share of 100 falls on, the usual value where it falls on none. */
function pick<T>(shares: readonly (readonly [T, number])[], usual: T, drawn: number): T {
  let left = drawn * 100;
  for (const [value, share] of shares) {
    if (left < share) return value;
    left -= share;
  }
  return usual;
}
