import type { LoadsPage, LoadSource } from '../../../application/fleet-data/ports/load-source.js';
import type { LoadObservation } from '../../../domain/fleet-data/load.js';
import { vendorPath } from '../http/vendor-path.js';
import { loadsPageOf } from '../reading/loads-page.js';
import { oneLoad } from '../reading/one-load.js';
import type { VendorClient, VendorRead } from '../reading/vendor-client.js';
import type { VendorSession } from '../vendor-definition.js';
import { truckbaseClient } from './truckbase-client.js';
import { loadListOf, truckbaseLoadOf } from './truckbase-load.js';

/** The list of active loads. Read once: whether Truckbase pages it is unknown, and no parameter for it is documented. */
export const ACTIVE_LOADS: VendorRead = {
  operation: 'loads.active',
  path: '/loads',
  query: { status: 'active' },
  // Looked at inside the attempt, so that a body without a list counts against the vendor's circuit.
  accepts: (body) => loadListOf(body) !== undefined,
};

/** Loads from Truckbase's `/loads`. */
export class TruckbaseLoadSource implements LoadSource {
  readonly #client: VendorClient;
  readonly #now: () => Date;

  constructor(session: VendorSession) {
    this.#client = truckbaseClient(session);
    this.#now = () => session.clock.now();
  }

  /** One page: the whole answer. */
  async *activeLoads(signal?: AbortSignal): AsyncGenerator<LoadsPage, void, undefined> {
    const asOf = this.#now();
    const rows = loadListOf(await this.#client.read(ACTIVE_LOADS, signal)) ?? [];
    yield loadsPageOf(rows, (row) => truckbaseLoadOf(row, asOf));
  }

  load(externalLoadId: string, signal?: AbortSignal): Promise<LoadObservation | undefined> {
    const asOf = this.#now();
    const address = { pathOf: (id: string) => vendorPath`/loads/${id}`, observe: (body: unknown) => truckbaseLoadOf(body, asOf) };
    return oneLoad(this.#client, externalLoadId, address, signal);
  }

  /** Nobody: Truckbase has no list of drivers that we know of. Its loads name drivers by id only. */
  drivers(): Promise<readonly []> {
    return Promise.resolve([]);
  }
}
