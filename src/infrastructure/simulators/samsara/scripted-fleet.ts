import type { WireRow } from './driver-rows.js';
import type { SamsaraFleet } from './samsara-fleet.js';

/** A driver told word for word: the row of `/fleet/drivers` and, if there is one, of `/fleet/hos/clocks`. */
export interface ScriptedDriver {
  readonly id: string;
  /** Undefined: in the clocks but not among the drivers. */
  readonly driver?: WireRow;
  readonly clocks?: WireRow;
}

/** A fleet that says exactly what a test wants to hear. */
export class ScriptedFleet implements SamsaraFleet {
  readonly #drivers: readonly ScriptedDriver[];

  constructor(drivers: readonly ScriptedDriver[]) {
    this.#drivers = drivers;
  }

  get size(): number {
    return this.#drivers.length;
  }

  places(active: boolean): readonly number[] {
    return [...this.#drivers.keys()].filter((place) => (this.#drivers[place]?.driver !== undefined) === active);
  }

  placeOf(id: string): number | undefined {
    const place = this.#drivers.findIndex((driver) => driver.id === id);
    return place === -1 ? undefined : place;
  }

  driverAt(place: number): WireRow {
    const { id, driver } = this.#drivers[place] ?? {};
    return driver ?? { id, driverActivationStatus: 'deactivated' };
  }

  clocksAt(place: number): WireRow | undefined {
    return this.#drivers[place]?.clocks;
  }
}
