import type { ClocksPage, HosSource, RosterPage } from '../../../application/hours-of-service/ports/hos-source.js';
import { clocksOfWanted, clocksOn, driversOn } from '../reading/hos-pages.js';
import type { VendorSession } from '../vendor-definition.js';
import { motiveClient } from './motive-client.js';
import { observationOf } from './motive-clocks.js';
import { driverIdChunks } from './motive-driver-id.js';
import { MotivePages } from './motive-paging.js';
import { rosterDriverOf } from './motive-roster.js';

const CLOCKS = { operation: 'hos.clocks', path: '/v1/available_time' } as const;
const ROSTER = { operation: 'hos.roster', path: '/v1/users', query: { role: 'driver', status: 'active' } } as const;

/** Drivers and hours of service from Motive's `/v1/users` and `/v1/available_time`. */
export class MotiveHosSource implements HosSource {
  readonly #pages: MotivePages;

  constructor(session: VendorSession) {
    this.#pages = new MotivePages(motiveClient(session), () => session.clock.now());
  }

  roster(signal?: AbortSignal): AsyncGenerator<RosterPage, void, undefined> {
    return driversOn(this.#pages.read(ROSTER, signal), rosterDriverOf);
  }

  clocks(signal?: AbortSignal): AsyncGenerator<ClocksPage, void, undefined> {
    return clocksOn(this.#pages.read(CLOCKS, signal), observationOf);
  }

  /**
   * One request per 100 ids, as `driver_ids[]`: without the brackets Motive hears only the last one. It is never sent
   * without ids, which would ask for the whole fleet.
   */
  clocksOf(externalDriverIds: readonly string[], signal?: AbortSignal): Promise<ClocksPage> {
    const wanted = new Set(externalDriverIds);
    const lists = [...driverIdChunks(wanted)].map((ids) => this.#pages.read({ ...CLOCKS, query: { 'driver_ids[]': ids } }, signal));
    return clocksOfWanted(wanted, lists, observationOf);
  }
}
