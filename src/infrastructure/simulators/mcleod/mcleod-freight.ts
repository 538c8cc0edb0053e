import { driverProfile, type DriverProfile } from '../fleet/driver-profile.js';
import { LivingLoads, type HaulingFleet, type SimulatedLoad } from '../freight/living-loads.js';
import { driverRow, orderIdOf, orderRow, serialOf, statusCodeOf, type WireRow } from './mcleod-rows.js';

/** A row of a table and the columns a search can name. */
export interface McleodRecord {
  readonly columns: Readonly<Record<string, string>>;
  readonly row: unknown;
}

/** What a simulated LoadMaster server knows. */
export interface McleodFreight {
  orders(now: Date): readonly McleodRecord[];
  order(id: string, now: Date): unknown;
  drivers(): readonly McleodRecord[];
}

/** Keeps these loads from being those of another simulated TMS with the same seed. */
const SEED_BASE = 5_000_011;

/** Loads that live, and the drivers of the fleet that hauls them. */
export class LivingMcleodFreight implements McleodFreight {
  readonly #loads: LivingLoads;
  readonly #drivers: readonly DriverProfile[];

  constructor(seed: number, size: number, fleet: HaulingFleet) {
    this.#loads = new LivingLoads(SEED_BASE + seed, size, fleet);
    this.#drivers = Array.from({ length: fleet.drivers }, (_, place) => driverProfile(fleet.seed, place));
  }

  orders(now: Date): readonly McleodRecord[] {
    return this.#loads.at(now).map(recordOf);
  }

  order(id: string, now: Date): WireRow | undefined {
    const serial = serialOf(id);
    const load = serial === undefined ? undefined : this.#loads.find(serial, now);
    return load && orderRow(load);
  }

  drivers(): readonly McleodRecord[] {
    return this.#drivers.map((driver) => ({ columns: { id: driver.id, is_active: driver.active ? 'Y' : 'N' }, row: driverRow(driver) }));
  }
}

function recordOf(load: SimulatedLoad): McleodRecord {
  return { columns: { id: orderIdOf(load.serial), status: statusCodeOf(load) }, row: orderRow(load) };
}

/** A server that says exactly what a test wants to hear. */
export class ScriptedMcleodFreight implements McleodFreight {
  constructor(private readonly orderRecords: readonly McleodRecord[], private readonly driverRecords: readonly McleodRecord[]) {}

  orders(): readonly McleodRecord[] {
    return this.orderRecords;
  }

  order(id: string): unknown {
    return this.orderRecords.find(({ columns }) => columns['id'] === id)?.row;
  }

  drivers(): readonly McleodRecord[] {
    return this.driverRecords;
  }
}
