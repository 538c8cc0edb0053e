import type { LivingLoads } from '../freight/living-loads.js';
import { loadRow, serialOf, type LoadShape, type WireRow } from './truckbase-rows.js';

/** The loads a simulator serves. */
export interface TruckbaseFreight {
  active(now: Date): readonly unknown[];
  all(now: Date): readonly unknown[];
  one(id: string, now: Date): unknown;
}

/** Loads that live. */
export class LivingFreight implements TruckbaseFreight {
  constructor(private readonly loads: LivingLoads, private readonly shape: LoadShape) {}

  active(now: Date): readonly WireRow[] {
    const underway = this.loads.at(now).filter(({ status }) => status === 'ASSIGNED' || status === 'IN_TRANSIT');
    return underway.map((load) => loadRow(load, this.shape));
  }

  all(now: Date): readonly WireRow[] {
    return this.loads.at(now).map((load) => loadRow(load, this.shape));
  }

  one(id: string, now: Date): WireRow | undefined {
    const serial = serialOf(id);
    const load = serial === undefined ? undefined : this.loads.find(serial, now);
    return load && loadRow(load, this.shape);
  }
}

/** A load told word for word. */
export interface ScriptedLoad {
  /** Undefined: a row nobody can ask for by id. */
  readonly id?: string;
  readonly row: unknown;
  /** Default: true. False: not in the list of active loads. */
  readonly active?: boolean;
}

/** Loads that say exactly what a test wants to hear. */
export class ScriptedFreight implements TruckbaseFreight {
  constructor(private readonly loads: readonly ScriptedLoad[]) {}

  active(): readonly unknown[] {
    return this.loads.filter(({ active }) => active !== false).map(({ row }) => row);
  }

  all(): readonly unknown[] {
    return this.loads.map(({ row }) => row);
  }

  one(id: string): unknown {
    return this.loads.find((load) => load.id === id)?.row;
  }
}
