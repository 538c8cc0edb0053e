import type { LoadsPage, LoadSource } from '../../../application/fleet-data/ports/load-source.js';
import type { LoadObservation } from '../../../domain/fleet-data/load.js';
import { VendorError } from '../../../domain/shared/vendor-error.js';
import { UnsafePathPartError, vendorPath } from '../http/vendor-path.js';
import { loadsPageOf } from '../loads-page.js';
import { idOf } from '../load-values.js';
import type { VendorSession } from '../vendor-definition.js';
import { TruckbaseClient, type TruckbaseRead } from './truckbase-client.js';
import { loadListOf, truckbaseLoadOf } from './truckbase-load.js';

/** The list of active loads. Read once: whether Truckbase pages it is unknown, and no parameter for it is documented. */
export const ACTIVE_LOADS: TruckbaseRead = {
  operation: 'loads.active',
  path: '/loads',
  query: { status: 'active' },
  // Looked at inside the attempt, so that a body without a list counts against the vendor's circuit.
  accepts: (body) => loadListOf(body) !== undefined,
};

/** Loads from Truckbase's `/loads`. */
export class TruckbaseLoadSource implements LoadSource {
  readonly #client: TruckbaseClient;
  readonly #now: () => Date;

  constructor(session: VendorSession) {
    this.#client = new TruckbaseClient(session);
    this.#now = () => session.clock.now();
  }

  /** One page: the whole answer. */
  async *activeLoads(signal?: AbortSignal): AsyncGenerator<LoadsPage, void, undefined> {
    const asOf = this.#now();
    const rows = loadListOf(await this.#client.read(ACTIVE_LOADS, signal)) ?? [];
    yield loadsPageOf(rows, (row) => truckbaseLoadOf(row, asOf));
  }

  async load(externalLoadId: string, signal?: AbortSignal): Promise<LoadObservation | undefined> {
    const path = loadPathOf(externalLoadId);
    if (path === undefined) return undefined;
    const asOf = this.#now();
    // An answer about another load would be stored under this one's id.
    const isAsked = (body: unknown): boolean => truckbaseLoadOf(body, asOf)?.externalLoadId === externalLoadId;
    try {
      return truckbaseLoadOf(await this.#client.read({ operation: 'loads.one', path, accepts: isAsked }, signal), asOf);
    } catch (error) {
      if (error instanceof VendorError && error.httpStatus === 404) return undefined;
      throw error;
    }
  }

  /** Nobody: Truckbase has no list of drivers that we know of. Its loads name drivers by id only. */
  drivers(): Promise<readonly []> {
    return Promise.resolve([]);
  }
}

/** Undefined for an id that no load can have: the vendor need not be asked. */
function loadPathOf(externalLoadId: string): string | undefined {
  if (idOf(externalLoadId) === undefined) return undefined;
  try {
    return vendorPath`/loads/${externalLoadId}`;
  } catch (error) {
    if (error instanceof UnsafePathPartError) return undefined;
    throw error;
  }
}
