import { FuelMarket } from '../fuel-market/fuel-market.js';
import { RowControl, type FuelSimulatorControl } from '../fuel-market/row-control.js';
import type { SimulatedVendor } from '../simulator-answer.js';
import { startSimulator, type RunningSimulator, type SimulatorOptions } from '../simulator-server.js';
import { answerAsHere, hereError, hereRouteOf } from './here-fuel-routes.js';

export interface HereFuelSimulatorOptions extends SimulatorOptions {
  /** Decides which stations there are and what they ask. Default 1. */
  readonly seed?: number;
  /** The market's time, default the real one. */
  readonly clock?: () => Date;
}

export type HereFuelSimulator = RunningSimulator & FuelSimulatorControl;

/** HERE Fuel Prices over real HTTP on loopback, with a market that lives. */
export async function startHereFuelSimulator(options: HereFuelSimulatorOptions = {}): Promise<HereFuelSimulator> {
  const { seed = 1, clock = () => new Date() } = options;
  const [market, control] = [new FuelMarket(seed), new RowControl()];
  const vendor: SimulatedVendor = {
    name: 'HERE Fuel Prices',
    about: [
      `${market.stations.length} truck stops with prices that move slowly, seed ${seed}: the same seed at the same time gives the same market everywhere.`,
      'In the USA prices are US dollars per gallon, in Canada Canadian dollars per litre; distances are metres. Some prices are old, and some are '
        + 'estimates: those have no price but an errorMargin.',
      'Add apiKey=<anything> to the query. Keys starting with "revoked" get 401, those with "forbidden" 403.',
    ],
    routes: ['GET /stations?prox=33.4484,-112.074,40234&fueltype=1&maxresults=50&offset=0&apiKey='],
    answer: (request) => answerAsHere(request, { market, now: clock(), script: control.scripted }),
    errorBody: (status) => hereError(status).body,
    routeOf: hereRouteOf,
  };
  return { ...(await startSimulator(vendor, options)), control };
}
