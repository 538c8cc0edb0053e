import { LivingLoads, type HaulingFleet } from '../freight/living-loads.js';
import { jsonAnswer, type SimulatedAnswer, type SimulatedRequest, type SimulatedVendor } from '../simulator-answer.js';
import { startSimulator, type RunningSimulator, type SimulatorOptions } from '../simulator-server.js';
import { LivingFreight, ScriptedFreight, type ScriptedLoad, type TruckbaseFreight } from './truckbase-freight.js';
import { answerAsTruckbase, truckbaseError, truckbaseRouteOf, type ListStyle } from './truckbase-routes.js';
import type { LoadShape } from './truckbase-rows.js';

export interface TruckbaseSimulatorOptions extends SimulatorOptions {
  /** Decides which loads there are and how they go. Default 1. */
  readonly seed?: number;
  /** Loads at a time, those that are over included. Default 40. */
  readonly loads?: number;
  /** Whose drivers haul them. Default: the Samsara simulator's, seed 1 and 60 drivers. */
  readonly fleet?: HaulingFleet;
  /** The loads' time, default the real one. */
  readonly clock?: () => Date;
  /** Default `mixed`. */
  readonly shape?: LoadShape;
  /** Default `loads`. */
  readonly list?: ListStyle;
  /** False: `/company` is not there. Default true. */
  readonly company?: boolean;
}

/** The loads on stage, and a way to put others there. */
export class TruckbaseControl {
  readonly #living: TruckbaseFreight;
  readonly #options: TruckbaseSimulatorOptions;
  #onStage: TruckbaseFreight;
  #said: { readonly body: unknown } | undefined;

  constructor(living: TruckbaseFreight, options: TruckbaseSimulatorOptions) {
    this.#living = living;
    this.#options = options;
    this.#onStage = living;
  }

  answer(request: SimulatedRequest): SimulatedAnswer {
    if (this.#said !== undefined) return jsonAnswer(200, this.#said.body);
    const { clock, list = 'loads', company = true } = this.#options;
    return answerAsTruckbase(request, { freight: this.#onStage, now: clock?.() ?? new Date(), list, hasCompany: company });
  }

  /** From now on there are exactly these loads. */
  script(loads: readonly ScriptedLoad[]): void {
    this.#said = undefined;
    this.#onStage = new ScriptedFreight(loads);
  }

  /** From now on every answer has this body. */
  say(body: unknown): void {
    this.#said = { body };
  }

  /** Back to the loads that live. */
  restore(): void {
    this.#said = undefined;
    this.#onStage = this.#living;
  }
}

export interface TruckbaseSimulator extends RunningSimulator {
  readonly control: TruckbaseControl;
}

/** Truckbase, as it is assumed to be, over real HTTP on loopback, with loads that live. */
export async function startTruckbaseSimulator(options: TruckbaseSimulatorOptions = {}): Promise<TruckbaseSimulator> {
  const { seed = 1, loads = 40, fleet = { seed: 1, drivers: 60 }, shape = 'mixed', list = 'loads' } = options;
  const control = new TruckbaseControl(new LivingFreight(new LivingLoads(seed, loads, fleet), shape), options);
  const vendor: SimulatedVendor = {
    name: 'Truckbase',
    about: [
      'Truckbase\'s API is private: this is what is assumed of it, not what the vendor publishes.',
      `${loads} loads that live, seed ${seed}: the same seed at the same time gives the same loads everywhere. Their drivers are `
        + `those of an ELD fleet of ${fleet.drivers} with seed ${fleet.seed}.`,
      `Loads are ${shape} in shape, lists are ${list === 'bare' ? 'bare' : `under "${list}"`}. There are no pages.`,
      'Send "X-API-Key: <anything>" and "X-API-Secret: <anything>". What starts with "revoked" gets 401.',
    ],
    routes: ['GET /company', 'GET /loads?status=active', 'GET /loads/{id}'],
    answer: (request) => control.answer(request),
    errorBody: (status) => truckbaseError(status).body,
    routeOf: truckbaseRouteOf,
  };
  return { ...(await startSimulator(vendor, options)), control };
}
