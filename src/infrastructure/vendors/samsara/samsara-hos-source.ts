import type { ClocksPage, HosSource, RosterPage } from '../../../application/hours-of-service/ports/hos-source.js';
import { clocksOfWanted, clocksOn, driversOn } from '../reading/hos-pages.js';
import type { VendorSession } from '../vendor-definition.js';
import { samsaraClient } from './samsara-client.js';
import { driverIdChunks } from './samsara-driver-id-chunks.js';
import { observationOf, rosterDriverOf } from './samsara-mapping.js';
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
    this.#pages = new SamsaraPages(samsaraClient(session), () => session.clock.now());
  }

  roster(signal?: AbortSignal): AsyncGenerator<RosterPage, void, undefined> {
    return driversOn(this.#pages.read(ROSTER, signal), rosterDriverOf);
  }

  clocks(signal?: AbortSignal): AsyncGenerator<ClocksPage, void, undefined> {
    return clocksOn(this.#pages.read(CLOCKS, signal), observationOf);
  }

  /** One request per 512 ids. */
  clocksOf(externalDriverIds: readonly string[], signal?: AbortSignal): Promise<ClocksPage> {
    const wanted = new Set(externalDriverIds);
    const lists = [...driverIdChunks(wanted)].map((driverIds) => this.#pages.read({ ...CLOCKS, query: { driverIds } }, signal));
    return clocksOfWanted(wanted, lists, observationOf);
  }
}
