import { dayAt, driverClocks, driverDayOf, type DriverClocks, type DriverDay } from './driver-clocks.js';
import { driverProfile, type DriverProfile } from './driver-profile.js';
import { clocksRow, driverRow, isOffline, payrollId, type WireRow } from './driver-rows.js';

/** The drivers a simulator serves, by their place in the fleet. */
export interface SamsaraFleet {
  readonly size: number;
  /** Places of the active or of the deactivated drivers, in order. */
  places(active: boolean): readonly number[];
  /** By Samsara's own id or an external one (`payrollId:FB-00001`). */
  placeOf(id: string): number | undefined;
  driverAt(place: number): WireRow;
  /** Undefined for a driver without clocks. */
  clocksAt(place: number, now: Date): WireRow | undefined;
}

/** Clocks of disconnected drivers stand still until the app is back, twice a day. */
const FROZEN_FOR_MS = 12 * 3_600_000;

/**
 * A fleet that lives: every row is a pure function of seed, place and time, so two processes with one seed agree. What is
 * kept here (days worked out, places by id) only saves time.
 */
export class LivingFleet implements SamsaraFleet {
  readonly #profiles: readonly DriverProfile[];
  readonly #placeById = new Map<string, number>();
  readonly #active: readonly number[];
  readonly #inactive: readonly number[];
  readonly #days: DriverDay[] = [];

  constructor(readonly seed: number, readonly size: number) {
    this.#profiles = Array.from({ length: size }, (_, place) => driverProfile(seed, place));
    for (const { id, index } of this.#profiles) {
      this.#placeById.set(id, index).set(`payrollId:${payrollId(index)}`, index);
    }
    this.#active = this.#profiles.filter(({ active }) => active).map(({ index }) => index);
    this.#inactive = this.#profiles.filter(({ active }) => !active).map(({ index }) => index);
  }

  places(active: boolean): readonly number[] {
    return active ? this.#active : this.#inactive;
  }

  placeOf(id: string): number | undefined {
    return this.#placeById.get(id);
  }

  driverAt(place: number): WireRow {
    return driverRow(this.profileAt(place));
  }

  clocksAt(place: number, now: Date): WireRow {
    return clocksRow(this.profileAt(place), this.truthAt(place, now));
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
    const profile = this.#profiles[place];
    if (profile === undefined) throw new RangeError(`No driver at ${place} of ${this.size}.`);
    return profile;
  }
}
