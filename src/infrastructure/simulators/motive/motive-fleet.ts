import type { DriverClocks } from '../fleet/driver-clocks.js';
import type { DriverProfile } from '../fleet/driver-profile.js';
import { LivingDrivers } from '../fleet/living-drivers.js';
import { availableTimeRow, userRow, type WireRow } from './motive-rows.js';

/** The drivers a simulator serves, by their place in the fleet. */
export interface MotiveFleet {
  /** Places of the active or of the deactivated drivers, in order. */
  users(active: boolean): readonly number[];
  /** Places of everyone who has available time, deactivated drivers too. */
  clocked(): readonly number[];
  placeOf(id: string): number | undefined;
  userAt(place: number): WireRow;
  availableTimeAt(place: number, now: Date): WireRow;
}

/** Keeps this fleet from being the one another vendor's simulator has for the same seed. */
const SEED_BASE = 7_000_003;

/** A fleet that lives: every row is a pure function of seed, place and time, so two processes with one seed agree. */
export class LivingMotiveFleet implements MotiveFleet {
  readonly #drivers: LivingDrivers;
  readonly #placeById: ReadonlyMap<string, number>;
  readonly #active: readonly number[];
  readonly #inactive: readonly number[];
  readonly #everyone: readonly number[];

  constructor(seed: number, size: number) {
    this.#drivers = new LivingDrivers(SEED_BASE + seed, size);
    this.#placeById = new Map(this.#drivers.profiles.map(({ id, index }) => [id, index]));
    this.#active = this.#drivers.places(true);
    this.#inactive = this.#drivers.places(false);
    this.#everyone = this.#drivers.profiles.map(({ index }) => index);
  }

  users(active: boolean): readonly number[] {
    return active ? this.#active : this.#inactive;
  }

  clocked(): readonly number[] {
    return this.#everyone;
  }

  placeOf(id: string): number | undefined {
    return this.#placeById.get(id);
  }

  userAt(place: number): WireRow {
    return userRow(this.profileAt(place));
  }

  availableTimeAt(place: number, now: Date): WireRow {
    return availableTimeRow(this.profileAt(place), this.truthAt(place, now));
  }

  /** What the driver really does at a moment, whatever Motive is told. */
  truthAt(place: number, now: Date): DriverClocks {
    return this.#drivers.truthAt(place, now);
  }

  /** Throws RangeError outside the fleet. */
  profileAt(place: number): DriverProfile {
    return this.#drivers.profileAt(place);
  }
}
