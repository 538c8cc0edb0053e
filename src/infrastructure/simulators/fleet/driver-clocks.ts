import { dayOfRound, driverDay, isDayOff, MINUTES_PER_DAY, type StatusWord, type Stretch } from './driver-day.js';
import type { DriverProfile } from './driver-profile.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = MINUTES_PER_DAY * MINUTE_MS;
const BREAK_MS = 30 * MINUTE_MS; // 49 CFR 395.3(a)(3)(ii)
const REST_MS = 10 * HOUR_MS; // 395.3(a)(1)
const RESTART_MS = 34 * HOUR_MS; // 395.3(c)
const UNTIL_BREAK_MS = 8 * HOUR_MS;

/** The truth about a simulated driver at one moment, durations in ms. */
export interface DriverClocks {
  readonly word: StatusWord;
  readonly driveRemaining: number;
  readonly shiftRemaining: number;
  readonly cycleRemaining: number;
  readonly untilBreak: number;
  readonly driveOverrun: number;
  readonly cycleOverrun: number;
  readonly cycleStartedAt: Date;
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

/** What has run up since the shift began (ms). */
interface Shift {
  readonly word: StatusWord;
  readonly driven: number;
  readonly window: number;
  readonly sinceBreak: number;
  readonly onDuty: number;
  /** Off duty, in the berth or personal conveyance, without interruption. */
  readonly resting: number;
}

/** What a driver's day brings, and what the days before it have used up. The costly half of the clocks. */
export interface DriverDay {
  readonly day: number;
  readonly startsAtMs: number;
  readonly isOff: boolean;
  readonly stretches: readonly Stretch[];
  /** On duty since the last 34-hour restart, before this day (ms). */
  readonly cycleUsed: number;
  /** Rest up to the start of this day (ms). Only counted before days off. */
  readonly rested: number;
  readonly cycleStartedAt: Date;
}

/** Which of a driver's days a moment falls on. A driver's day starts with the shift, not at midnight. */
export function dayAt(profile: DriverProfile, at: Date): number {
  return Math.floor((at.getTime() - profile.dayStartMs) / DAY_MS);
}

/** The day, worked out from the start of the driver's round: each round begins after a restart. */
export function driverDayOf(profile: DriverProfile, seed: number, day: number): DriverDay {
  const firstDay = day - dayOfRound(profile, day);
  let cycleUsed = 0;
  let rested = 0;
  for (let earlier = firstDay; earlier < day; earlier += 1) {
    const whole = shiftAfter(driverDay(profile, seed, earlier), DAY_MS);
    cycleUsed += whole.onDuty;
    rested = whole.resting === DAY_MS ? rested + DAY_MS : whole.resting;
  }
  return {
    day,
    startsAtMs: day * DAY_MS + profile.dayStartMs,
    isOff: isDayOff(profile, day),
    stretches: driverDay(profile, seed, day),
    cycleUsed,
    rested,
    cycleStartedAt: new Date(firstDay * DAY_MS + profile.dayStartMs),
  };
}

/** Clocks that run by 49 CFR 395.3: 11 hours driving, 14-hour window, 8 hours until a break, 60 or 70 in the cycle. */
export function driverClocks(profile: DriverProfile, today: DriverDay, at: Date): DriverClocks {
  const shift = shiftAfter(today.stretches, at.getTime() - today.startsAtMs);
  const isFresh = today.isOff || shift.resting >= REST_MS;
  const isRestarted = today.isOff && today.rested + shift.resting >= RESTART_MS;
  const limit = limitsOf(profile);
  const driven = isFresh ? 0 : shift.driven;
  const cycleUsed = isRestarted ? 0 : today.cycleUsed + shift.onDuty;
  return {
    word: shift.word,
    driveRemaining: Math.max(0, limit.drive - driven),
    shiftRemaining: Math.max(0, limit.window - (isFresh ? 0 : shift.window)),
    cycleRemaining: Math.max(0, limit.cycle - cycleUsed),
    untilBreak: Math.max(0, UNTIL_BREAK_MS - shift.sinceBreak),
    driveOverrun: Math.max(0, driven - limit.drive),
    cycleOverrun: Math.max(0, cycleUsed - limit.cycle),
    cycleStartedAt: today.cycleStartedAt,
  };
}

function limitsOf({ rules }: DriverProfile): { drive: number; window: number; cycle: number } {
  const cycle = (rules === 'usa-60' ? 60 : 70) * HOUR_MS;
  if (rules === 'passenger') return { drive: 10 * HOUR_MS, window: 15 * HOUR_MS, cycle }; // 395.5
  if (rules === 'override') return { drive: 12 * HOUR_MS, window: 15 * HOUR_MS, cycle }; // Texas intrastate
  return { drive: 11 * HOUR_MS, window: 14 * HOUR_MS, cycle };
}

/** Walks a day's stretches up to `elapsed` ms. */
function shiftAfter(stretches: readonly Stretch[], elapsed: number): Shift {
  let left = elapsed;
  let standing = 0;
  const sum: Omit<Mutable<Shift>, 'window'> = { word: 'offDuty', driven: 0, sinceBreak: 0, onDuty: 0, resting: 0 };
  for (const { word, minutes } of stretches) {
    const spent = Math.min(left, minutes * MINUTE_MS);
    sum.word = word;
    if (word === 'driving') sum.driven += spent;
    sum.onDuty += isOnDuty(word) ? spent : 0;
    sum.resting = isOnDuty(word) ? 0 : sum.resting + spent;
    standing = word === 'driving' ? 0 : standing + spent;
    if (word === 'driving') sum.sinceBreak += spent;
    else if (standing >= BREAK_MS) sum.sinceBreak = 0;
    left -= spent;
    if (left <= 0 && spent < minutes * MINUTE_MS) break;
  }
  return { ...sum, window: elapsed };
}

function isOnDuty(word: StatusWord): boolean {
  return word === 'driving' || word === 'onDuty' || word === 'yardMove';
}
