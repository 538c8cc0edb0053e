import { greatCircleMiles } from '../../../domain/fleet-data/coordinates.js';
import type { LoadStatus } from '../../../domain/fleet-data/load.js';
import { driverProfile, type DriverProfile } from '../fleet/driver-profile.js';
import { between, draw } from '../seeded-draw.js';
import { US_PLACES, type Place } from './us-places.js';

/** A load as it really stands at a moment, whatever a TMS calls its status. `miles` are road miles. */
export interface SimulatedLoad {
  /** Unique among all loads there ever were. */
  readonly serial: number;
  readonly status: Exclude<LoadStatus, 'UNKNOWN'>;
  readonly pickup: Place;
  readonly delivery: Place;
  readonly pickupAt: Date;
  readonly deliveryAt: Date;
  /** Undefined: nobody is assigned. */
  readonly driver: DriverProfile | undefined;
  readonly miles: number;
}

/** The fleet that hauls the loads: the drivers of an ELD simulator with the same seed and size. */
export interface HaulingFleet {
  readonly seed: number;
  readonly drivers: number;
}

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
const MILES_PER_HOUR = 50;
/** Road miles per straight-line mile. */
const DETOUR = 1.18;
/** A lane starts its next load this often. The longest way takes about 67 hours, the rest is waiting. */
const ROUND_MS = 96 * HOUR_MS;
/** Loads that are over stay known this many rounds. */
const KEPT_ROUNDS = 2;

/**
 * Loads that live. There are as many lanes as loads at a time; each lane has one load after another, and every load is
 * booked, picked up, hauled and delivered in its time. A few are cancelled before they are picked up. Everything is a pure
 * function of seed, lane and time, so two processes with one seed agree.
 */
export class LivingLoads {
  readonly #haulers: readonly (DriverProfile | undefined)[];

  constructor(readonly seed: number, readonly size: number, fleet: HaulingFleet) {
    this.#haulers = haulersOf(seed, size, fleet);
  }

  /** The load of every lane at a moment, in the order of their serial numbers. */
  at(now: Date): readonly SimulatedLoad[] {
    const loads = Array.from({ length: this.size }, (_, lane) => this.#loadOf(lane, this.#roundAt(lane, now), now));
    return loads.sort((a, b) => a.serial - b.serial);
  }

  /** Undefined for a load that is not booked yet, was over long ago, or never was. */
  find(serial: number, now: Date): SimulatedLoad | undefined {
    if (!Number.isSafeInteger(serial) || serial < 0 || this.size === 0) return undefined;
    const lane = serial % this.size;
    const round = Math.floor(serial / this.size);
    const current = this.#roundAt(lane, now);
    return round <= current && round >= current - KEPT_ROUNDS ? this.#loadOf(lane, round, now) : undefined;
  }

  /** Drivers who may have a load, by place in the fleet. */
  haulers(): readonly DriverProfile[] {
    return this.#haulers.filter((driver) => driver !== undefined);
  }

  #roundAt(lane: number, now: Date): number {
    return Math.floor((now.getTime() - this.#phaseOf(lane)) / ROUND_MS);
  }

  #phaseOf(lane: number): number {
    return Math.floor(draw(this.seed, lane, 1) * ROUND_MS);
  }

  #loadOf(lane: number, round: number, now: Date): SimulatedLoad {
    const drawn = (part: number): number => draw(this.seed, lane, round, part);
    const from = Math.floor(drawn(2) * US_PLACES.length);
    const to = (from + between(1, US_PLACES.length - 1, drawn(3))) % US_PLACES.length;
    const [pickup, delivery] = [placeAt(from), placeAt(to)];
    const miles = Math.round(greatCircleMiles(pickup, delivery) * DETOUR);
    const bookedAt = round * ROUND_MS + this.#phaseOf(lane);
    const pickupAt = bookedAt + between(8, 24, drawn(4)) * HOUR_MS + between(0, 3, drawn(5)) * 15 * MINUTE_MS;
    const deliveryAt = Math.ceil((pickupAt + (2 + miles / MILES_PER_HOUR) * HOUR_MS) / HOUR_MS) * HOUR_MS;
    const cancelledAt = drawn(6) < 0.1 ? pickupAt - HOUR_MS : Number.POSITIVE_INFINITY;
    return {
      serial: round * this.size + lane,
      status: statusAt(now.getTime(), { pickupAt, deliveryAt, cancelledAt }),
      pickup,
      delivery,
      pickupAt: new Date(pickupAt),
      deliveryAt: new Date(deliveryAt),
      driver: this.#haulers[lane],
      miles,
    };
  }
}

function statusAt(now: number, times: { readonly pickupAt: number; readonly deliveryAt: number; readonly cancelledAt: number }): SimulatedLoad['status'] {
  if (now >= times.cancelledAt) return 'CANCELLED';
  if (now >= times.deliveryAt) return 'DELIVERED';
  return now >= times.pickupAt ? 'IN_TRANSIT' : 'ASSIGNED';
}

/** A lane has one driver at most, and a driver one lane: nobody hauls two loads at once. Yard drivers never leave the yard. */
function haulersOf(seed: number, lanes: number, fleet: HaulingFleet): readonly (DriverProfile | undefined)[] {
  const drivers = Array.from({ length: fleet.drivers }, (_, place) => driverProfile(fleet.seed, place))
    .filter(({ active, work }) => active && work !== 'yard');
  let next = 0;
  return Array.from({ length: lanes }, (_, lane) => {
    if (draw(seed, lane, 7) < 0.3) return undefined;
    const driver = drivers[next];
    next += 1;
    return driver;
  });
}

function placeAt(index: number): Place {
  const place = US_PLACES[index];
  if (place === undefined) throw new RangeError(`No place ${index}.`);
  return place;
}
