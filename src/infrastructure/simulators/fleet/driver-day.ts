import { between, draw } from '../seeded-draw.js';
import type { DriverProfile, Work } from './driver-profile.js';

/** What a driver does: the four duty statuses and the two special categories of 49 CFR 395.28, one word each. */
export type StatusWord = 'offDuty' | 'sleeperBed' | 'driving' | 'onDuty' | 'yardMove' | 'personalConveyance';

/** A stretch of one status. */
export interface Stretch {
  readonly word: StatusWord;
  readonly minutes: number;
}

export const MINUTES_PER_DAY = 1440;
/** Every driver's round: work days first, then the days off that restart the cycle (34 hours, 49 CFR 395.3(c)). */
export const DAYS_PER_ROUND = 8;

const WORK_DAYS: Readonly<Record<Work, number>> = { regular: 6, overdriving: 5, overworking: 7, yard: 6, commuter: 6 };

/** Day of the round, 0 to 7. */
export function dayOfRound(profile: DriverProfile, day: number): number {
  return (((day + profile.roundOffset) % DAYS_PER_ROUND) + DAYS_PER_ROUND) % DAYS_PER_ROUND;
}

/** True on days without a shift. */
export function isDayOff(profile: DriverProfile, day: number): boolean {
  const shorter = profile.rules === 'usa-60' && profile.work !== 'overworking' ? 1 : 0;
  return dayOfRound(profile, day) >= WORK_DAYS[profile.work] - shorter;
}

/**
 * A driver's day, 24 hours from the start of the shift. A shift fits into 14 hours and leaves more than 10 for the rest,
 * so that the next one starts with full clocks.
 */
export function driverDay(profile: DriverProfile, seed: number, day: number): readonly Stretch[] {
  if (isDayOff(profile, day)) return restOf(profile.work, MINUTES_PER_DAY);
  const vary = (part: number, low: number, high: number): number =>
    between(low, high, draw(seed, profile.index, day, 20 + part));
  const shift = profile.work === 'yard' ? yardShift(vary) : roadShift(profile.work, vary);
  const worked = shift.reduce((sum, { minutes }) => sum + minutes, 0);
  return [...shift, ...restOf(profile.work, MINUTES_PER_DAY - worked)];
}

type Vary = (part: number, low: number, high: number) => number;

function roadShift(work: Work, vary: Vary): Stretch[] {
  const [morning, noon, evening] = work === 'overdriving'
    ? [250, 230, vary(6, 185, 220)]
    : [vary(2, 210, 250), vary(4, 150, 195), vary(6, 60, 95)];
  return [
    { word: 'onDuty', minutes: 25 }, // pre-trip inspection
    { word: 'yardMove', minutes: vary(1, 5, 10) },
    { word: 'driving', minutes: morning },
    { word: 'offDuty', minutes: vary(3, 30, 35) },
    { word: 'driving', minutes: noon },
    { word: 'onDuty', minutes: vary(5, 35, 45) }, // loading
    { word: 'driving', minutes: evening },
    { word: 'onDuty', minutes: 20 }, // post-trip inspection
  ];
}

function yardShift(vary: Vary): Stretch[] {
  return [
    { word: 'onDuty', minutes: 30 },
    { word: 'yardMove', minutes: vary(1, 200, 240) },
    { word: 'offDuty', minutes: 30 },
    { word: 'yardMove', minutes: vary(2, 200, 240) },
    { word: 'onDuty', minutes: 30 },
  ];
}

function restOf(work: Work, minutes: number): Stretch[] {
  const homeward = work === 'commuter' ? 90 : 0;
  const awake = Math.floor((minutes - homeward) * 0.3);
  const rest: Stretch[] = [
    { word: 'personalConveyance', minutes: homeward },
    { word: 'offDuty', minutes: awake },
    { word: 'sleeperBed', minutes: minutes - homeward - awake },
  ];
  return rest.filter((stretch) => stretch.minutes > 0);
}
