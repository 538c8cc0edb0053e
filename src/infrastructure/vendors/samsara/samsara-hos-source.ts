import type { ClocksPage, HosSource, RosterPage } from '../../../application/hours-of-service/ports/hos-source.js';
import type { HosObservation } from '../../../domain/hours-of-service/hos-observation.js';
import type { VendorSession } from '../vendor-definition.js';
import { SamsaraClient } from './samsara-client.js';
import { driverIdChunks } from './samsara-driver-id-chunks.js';
import { clocksPageOf, rosterPageOf } from './samsara-mapping.js';
import { SamsaraPages } from './samsara-paging.js';

const CLOCKS = { operation: 'hos.clocks', path: '/fleet/hos/clocks' } as const;
const ROSTER = {
  operation: 'hos.roster',
  path: '/fleet/drivers',
  query: { driverActivationStatus: 'active' },
} as const;

/** Drivers and hours of service from Samsara's `/fleet/drivers` and `/fleet/hos/clocks`. */
export class SamsaraHosSource implements HosSource {
  readonly #pages: SamsaraPages;

  constructor(session: VendorSession) {
    this.#pages = new SamsaraPages(new SamsaraClient(session), () => session.clock.now());
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

  /** One request per 512 ids. Rows of drivers that were not asked for are left out. */
  async clocksOf(externalDriverIds: readonly string[], signal?: AbortSignal): Promise<ClocksPage> {
    const wanted = new Set(externalDriverIds);
    const observations: HosObservation[] = [];
    let unreadable = 0;
    for (const driverIds of [...driverIdChunks(wanted)]) {
      for await (const { rows, askedAt } of this.#pages.read({ ...CLOCKS, query: { driverIds } }, signal)) {
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
