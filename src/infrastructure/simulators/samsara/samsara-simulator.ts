import type { SimulatedVendor } from '../simulator-answer.js';
import { startSimulator, type RunningSimulator, type SimulatorOptions } from '../simulator-server.js';
import type { WireRow } from './driver-rows.js';
import { LivingFleet, type SamsaraFleet } from './samsara-fleet.js';
import { answerAsSamsara, samsaraError, samsaraRouteOf, type SamsaraStage } from './samsara-routes.js';
import { ScriptedFleet, type ScriptedDriver } from './scripted-fleet.js';

export interface SamsaraSimulatorOptions extends SimulatorOptions {
  /** Decides who the drivers are and what they do. Default 1. */
  readonly seed?: number;
  /** Size of the fleet, default 60. */
  readonly drivers?: number;
  /** The fleet's time, default the real one. */
  readonly clock?: () => Date;
  /** Serves shorter pages than asked for, as Samsara may. Default 512. */
  readonly pageSize?: number;
}

/** The fleet on stage, and a way to put another there. */
export class SamsaraFleetControl {
  readonly #living: SamsaraFleet;
  readonly #clock: () => Date;
  readonly #livingPageSize: number;
  #onStage: SamsaraFleet;
  #pageSize: number;

  constructor(living: SamsaraFleet, clock: () => Date, pageSize: number) {
    this.#living = living;
    this.#clock = clock;
    this.#livingPageSize = pageSize;
    this.#onStage = living;
    this.#pageSize = pageSize;
  }

  /** What the simulator serves at this moment. */
  get stage(): SamsaraStage {
    return { fleet: this.#onStage, now: this.#clock(), pageSize: this.#pageSize };
  }

  /** From now on the simulator says exactly this, in pages of `pageSize`. */
  script(drivers: readonly ScriptedDriver[], pageSize = this.#livingPageSize): void {
    this.#onStage = new ScriptedFleet(drivers);
    this.#pageSize = pageSize;
  }

  /** Back to the fleet that lives. */
  restore(): void {
    this.#onStage = this.#living;
    this.#pageSize = this.#livingPageSize;
  }

  /** Rows of `/fleet/drivers`, deactivated drivers too. */
  drivers(): readonly WireRow[] {
    return Array.from({ length: this.#onStage.size }, (_, place) => this.#onStage.driverAt(place));
  }

  /** Rows of `/fleet/hos/clocks` at a moment, default now. */
  clocks(at: Date = this.#clock()): readonly WireRow[] {
    const rows = Array.from({ length: this.#onStage.size }, (_, place) => this.#onStage.clocksAt(place, at));
    return rows.filter((row) => row !== undefined);
  }
}

export interface SamsaraSimulator extends RunningSimulator {
  readonly fleet: SamsaraFleetControl;
}

/** Samsara over real HTTP on loopback, with a fleet that lives. */
export async function startSamsaraSimulator(options: SamsaraSimulatorOptions = {}): Promise<SamsaraSimulator> {
  const { seed = 1, drivers = 60, clock = () => new Date(), pageSize = 512 } = options;
  const fleet = new SamsaraFleetControl(new LivingFleet(seed, drivers), clock, pageSize);
  const vendor: SimulatedVendor = {
    name: 'Samsara',
    about: [
      `A fleet of ${drivers} drivers that lives, seed ${seed}: the same seed at the same time gives the same fleet everywhere.`,
      'Send "Authorization: Bearer <anything>". Tokens starting with "revoked" get 401; "no-drivers" and "no-hos" lack that scope.',
    ],
    routes: [
      'GET /me',
      'GET /fleet/drivers?limit=&after=&driverActivationStatus=active|deactivated',
      'GET /fleet/drivers/{id or payrollId:FB-00001}',
      'GET /fleet/hos/clocks?driverIds=&limit=&after=',
    ],
    answer: (request) => answerAsSamsara(request, fleet.stage),
    errorBody: (status) => samsaraError(status).body,
    routeOf: samsaraRouteOf,
  };
  return { ...(await startSimulator(vendor, options)), fleet };
}
