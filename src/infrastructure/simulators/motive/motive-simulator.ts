import type { SimulatedVendor } from '../simulator-answer.js';
import { startSimulator, type RunningSimulator, type SimulatorOptions } from '../simulator-server.js';
import { LivingMotiveFleet, type MotiveFleet } from './motive-fleet.js';
import { answerAsMotive, MAX_PER_PAGE, motiveError, motiveRouteOf, type MotiveStage } from './motive-routes.js';
import { ScriptedMotiveFleet, type ScriptedUser } from './scripted-motive-fleet.js';

export interface MotiveSimulatorOptions extends SimulatorOptions {
  /** Decides who the drivers are and what they do. Default 1. */
  readonly seed?: number;
  /** Size of the fleet, default 40. */
  readonly drivers?: number;
  /** The fleet's time, default the real one. */
  readonly clock?: () => Date;
}

/** The fleet on stage, and a way to put another there. */
export class MotiveFleetControl {
  readonly #living: MotiveFleet;
  readonly #clock: () => Date;
  #onStage: MotiveFleet;
  #maxPerPage = MAX_PER_PAGE;

  constructor(living: MotiveFleet, clock: () => Date) {
    this.#living = living;
    this.#clock = clock;
    this.#onStage = living;
  }

  /** What the simulator serves at this moment. */
  get stage(): MotiveStage {
    return { fleet: this.#onStage, now: this.#clock(), maxPerPage: this.#maxPerPage };
  }

  /** From now on the simulator says exactly this, in pages of at most `maxPerPage`. */
  script(users: readonly ScriptedUser[], maxPerPage = MAX_PER_PAGE): void {
    this.#onStage = new ScriptedMotiveFleet(users);
    this.#maxPerPage = maxPerPage;
  }

  /** Back to the fleet that lives. */
  restore(): void {
    this.#onStage = this.#living;
    this.#maxPerPage = MAX_PER_PAGE;
  }
}

export interface MotiveSimulator extends RunningSimulator {
  readonly fleet: MotiveFleetControl;
}

/** Motive over real HTTP on loopback, with a fleet that lives. */
export async function startMotiveSimulator(options: MotiveSimulatorOptions = {}): Promise<MotiveSimulator> {
  const { seed = 1, drivers = 40, clock = () => new Date() } = options;
  const fleet = new MotiveFleetControl(new LivingMotiveFleet(seed, drivers), clock);
  const vendor: SimulatedVendor = {
    name: 'Motive',
    about: [
      `A fleet of ${drivers} drivers that lives, seed ${seed}: the same seed at the same time gives the same fleet everywhere.`,
      'Send "X-Api-Key: <anything>". Keys starting with "revoked" get 401, those with "forbidden" 403.',
      'Pages by offset: page_no from 1 on, per_page 25 unless asked for up to 100. Repeat driver_ids[] with the brackets; '
        + 'without them only the last one counts.',
    ],
    routes: [
      'GET /v1/companies',
      'GET /v1/users?role=driver&status=active|deactivated&per_page=&page_no=',
      'GET /v1/users/{id}',
      'GET /v1/available_time?driver_ids[]=&per_page=&page_no=',
    ],
    answer: (request) => answerAsMotive(request, fleet.stage),
    errorBody: (status) => motiveError(status).body,
    routeOf: motiveRouteOf,
  };
  return { ...(await startSimulator(vendor, options)), fleet };
}
