import type { ClocksPage, HosSource, RosterPage } from '../../../application/hours-of-service/ports/hos-source.js';
import type { HosObservation } from '../../../domain/hours-of-service/hos-observation.js';
import type { VendorSession } from '../vendor-definition.js';
import { MotiveClient } from './motive-client.js';
import { clocksPageOf } from './motive-clocks.js';
import { driverIdChunks } from './motive-driver-id.js';
import { MotivePages } from './motive-paging.js';
import { rosterPageOf } from './motive-roster.js';

const CLOCKS = { operation: 'hos.clocks', path: '/v1/available_time' } as const;
const ROSTER = { operation: 'hos.roster', path: '/v1/users', query: { role: 'driver', status: 'active' } } as const;

/** Drivers and hours of service from Motive's `/v1/users` and `/v1/available_time`. */
export class MotiveHosSource implements HosSource {
  readonly #pages: MotivePages;

  constructor(session: VendorSession) {
    this.#pages = new MotivePages(new MotiveClient(session), () => session.clock.now());
  }

  async *roster(signal?: AbortSignal): AsyncGenerator<RosterPage, void, undefined> {
    const seen = new Set<string>();
    for await (const { rows } of this.#pages.read(ROSTER, signal)) {
      const page = rosterPageOf(rows);
      yield { ...page, drivers: page.drivers.filter((driver) => isFirst(seen, driver.externalDriverId)) };
    }
  }

  async *clocks(signal?: AbortSignal): AsyncGenerator<ClocksPage, void, undefined> {
    const seen = new Set<string>();
    for await (const { rows, askedAt } of this.#pages.read(CLOCKS, signal)) {
      const page = clocksPageOf(rows, askedAt);
      yield { ...page, observations: page.observations.filter((row) => isFirst(seen, row.externalDriverId)) };
    }
  }

  /**
   * One request per 100 ids, as `driver_ids[]`: without the brackets Motive hears only the last one. It is never sent
   * without ids, which would ask for the whole fleet. Rows of drivers that were not asked for are left out.
   */
  async clocksOf(externalDriverIds: readonly string[], signal?: AbortSignal): Promise<ClocksPage> {
    const wanted = new Set(externalDriverIds);
    const observations: HosObservation[] = [];
    let unreadable = 0;
    for (const ids of [...driverIdChunks(wanted)]) {
      for await (const { rows, askedAt } of this.#pages.read({ ...CLOCKS, query: { 'driver_ids[]': ids } }, signal)) {
        const page = clocksPageOf(rows, askedAt);
        unreadable += page.unreadable;
        // Deleting what was found keeps the first row of a driver across pages and chunks.
        observations.push(...page.observations.filter((row) => wanted.delete(row.externalDriverId)));
      }
    }
    return { observations, unreadable };
  }
}

function isFirst(seen: Set<string>, id: string): boolean {
  if (seen.has(id)) return false;
  seen.add(id);
  return true;
}
