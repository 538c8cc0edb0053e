import { dayAt, driverClocks, driverDayOf, type DriverClocks, type DriverDay } from './driver-clocks.js';
import { driverProfile, isOffline, type DriverProfile } from './driver-profile.js';

/** Clocks of disconnected drivers stand still until the app is back, twice a day. */
const FROZEN_FOR_MS = 12 * 3_600_000;

/**
 * Drivers that live: everything about them is a pure function of seed, place and time, so two processes with one seed
 * agree. What is kept here (days worked out) only saves time.
 */
export class LivingDrivers {
  /** Everyone, in the order of their places. */
  readonly profiles: readonly DriverProfile[];
  readonly #days: DriverDay[] = [];

  constructor(readonly seed: number, readonly size: number) {
    this.profiles = Array.from({ length: size }, (_, place) => driverProfile(seed, place));
  }

  /** Places of the active or of the deactivated drivers, in order. */
  places(active: boolean): readonly number[] {
    return this.profiles.filter((profile) => profile.active === active).map(({ index }) => index);
  }

  /** What the driver really does at a moment; for disconnected ones what they did when last heard of. */
  truthAt(place: number, now: Date): DriverClocks {
    const profile = this.profileAt(place);
    const at = isOffline(profile) ? new Date(Math.floor(now.getTime() / FROZEN_FOR_MS) * FROZEN_FOR_MS) : now;
    const day = dayAt(profile, at);
    const known = this.#days[place];
    const today = known?.day === day ? known : driverDayOf(profile, this.seed, day);
    this.#days[place] = today;
    return driverClocks(profile, today, at);
  }

  /** Throws RangeError outside the fleet. */
  profileAt(place: number): DriverProfile {
    const profile = this.profiles[place];
    if (profile === undefined) throw new RangeError(`No driver at ${place} of ${this.size}.`);
    return profile;
  }
}
