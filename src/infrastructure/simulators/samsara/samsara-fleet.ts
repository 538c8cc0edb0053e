import type { DriverClocks } from '../fleet/driver-clocks.js';
import type { DriverProfile } from '../fleet/driver-profile.js';
import { LivingDrivers } from '../fleet/living-drivers.js';
import { clocksRow, driverRow, payrollId, type WireRow } from './driver-rows.js';

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

/** A fleet that lives: every row is a pure function of seed, place and time, so two processes with one seed agree. */
export class LivingFleet implements SamsaraFleet {
  readonly #drivers: LivingDrivers;
  readonly #placeById = new Map<string, number>();
  readonly #active: readonly number[];
  readonly #inactive: readonly number[];

  constructor(readonly seed: number, readonly size: number) {
    this.#drivers = new LivingDrivers(seed, size);
    for (const { id, index } of this.#drivers.profiles) {
      this.#placeById.set(id, index).set(`payrollId:${payrollId(index)}`, index);
    }
    this.#active = this.#drivers.places(true);
    this.#inactive = this.#drivers.places(false);
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

  /** What the driver really does at a moment, whatever Samsara is told. */
  truthAt(place: number, now: Date): DriverClocks {
    return this.#drivers.truthAt(place, now);
  }

  /** Throws RangeError outside the fleet. */
  profileAt(place: number): DriverProfile {
    return this.#drivers.profileAt(place);
  }
}
