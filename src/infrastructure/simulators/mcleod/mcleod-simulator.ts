import type { HaulingFleet } from '../freight/living-loads.js';
import { jsonAnswer, type SimulatedAnswer, type SimulatedRequest, type SimulatedVendor } from '../simulator-answer.js';
import { startSimulator, type RunningSimulator, type SimulatorOptions } from '../simulator-server.js';
import { LivingMcleodFreight, ScriptedMcleodFreight, type McleodFreight, type McleodRecord } from './mcleod-freight.js';
import { answerAsMcleod, mcleodError, mcleodRouteOf } from './mcleod-routes.js';
import { MOST_RECORDS, SEARCH_RESULT_MAXIMUM } from './mcleod-search.js';

export interface McleodSimulatorOptions extends SimulatorOptions {
  /** Decides which loads there are and how they go. Default 1. */
  readonly seed?: number;
  /** Loads at a time, those that are over included. Default 40. */
  readonly loads?: number;
  /** Whose drivers haul them. Default: the Samsara simulator's, seed 1 and 60 drivers. */
  readonly fleet?: HaulingFleet;
  /** The loads' time, default the real one. */
  readonly clock?: () => Date;
}

/** What a scripted server knows. */
export interface McleodScript {
  readonly orders: readonly McleodRecord[];
  readonly drivers?: readonly McleodRecord[];
  /** Rows a search gives at most, however many are asked for. Default 1,000. */
  readonly maxRecords?: number;
}

/** The loads on stage, and a way to put others there. */
export class McleodControl {
  readonly #living: McleodFreight;
  readonly #clock: () => Date;
  #onStage: McleodFreight;
  #maxRecords = MOST_RECORDS;
  #said: { readonly body: unknown } | undefined;

  constructor(living: McleodFreight, clock: () => Date) {
    this.#living = living;
    this.#clock = clock;
    this.#onStage = living;
  }

  answer(request: SimulatedRequest): SimulatedAnswer {
    if (this.#said !== undefined) return jsonAnswer(200, this.#said.body);
    return answerAsMcleod(request, { freight: this.#onStage, now: this.#clock(), maxRecords: this.#maxRecords });
  }

  /** From now on the server knows exactly this. */
  script({ orders, drivers = [], maxRecords = MOST_RECORDS }: McleodScript): void {
    this.#said = undefined;
    this.#onStage = new ScriptedMcleodFreight(orders, drivers);
    this.#maxRecords = maxRecords;
  }

  /** From now on every answer has this body. */
  say(body: unknown): void {
    this.#said = { body };
  }

  /** Back to the loads that live. */
  restore(): void {
    this.#said = undefined;
    this.#onStage = this.#living;
    this.#maxRecords = MOST_RECORDS;
  }
}

export interface McleodSimulator extends RunningSimulator {
  readonly control: McleodControl;
}

/** A customer's LoadMaster server over real HTTP on loopback, with loads that live. */
export async function startMcleodSimulator(options: McleodSimulatorOptions = {}): Promise<McleodSimulator> {
  const { seed = 1, loads = 40, fleet = { seed: 1, drivers: 60 }, clock = () => new Date() } = options;
  const control = new McleodControl(new LivingMcleodFreight(seed, loads, fleet), clock);
  const vendor: SimulatedVendor = {
    name: 'McLeod LoadMaster',
    about: [
      `${loads} loads that live, seed ${seed}: the same seed at the same time gives the same loads everywhere. Their drivers are `
        + `those of an ELD fleet of ${fleet.drivers} with seed ${fleet.seed}.`,
      'Send "Authorization: Basic <user:password>" or "Bearer <token>", and "X-com.mcleodsoftware.CompanyID: <anything>". Users and '
        + 'tokens starting with "revoked" get 401; "no-orders" and "no-drivers" lack that right.',
      'Send "Accept: application/json": whoever does not is answered in XML.',
      `Searches give ${SEARCH_RESULT_MAXIMUM} rows and say nothing of the rest, unless recordLength asks for more (up to ${MOST_RECORDS}).`,
    ],
    routes: [
      'GET /ws/orders/search?orders.status=P&orderBy=orders.id+ASC&recordLength=100&recordOffset=0',
      'GET /ws/orders/{id}',
      'GET /ws/drivers/search?driver.is_active=Y&orderBy=driver.id+ASC&recordLength=100&recordOffset=0',
    ],
    answer: (request) => control.answer(request),
    errorBody: (status) => mcleodError(status).body,
    routeOf: mcleodRouteOf,
  };
  return { ...(await startSimulator(vendor, options)), control };
}
