import type { LoadsPage, LoadSource, TmsDriver } from '../../../application/fleet-data/ports/load-source.js';
import type { LoadObservation } from '../../../domain/fleet-data/load.js';
import { vendorPath } from '../http/vendor-path.js';
import { loadsPageOf, withoutSeen } from '../reading/loads-page.js';
import { oneLoad } from '../reading/one-load.js';
import type { VendorClient, VendorRead } from '../reading/vendor-client.js';
import type { VendorSession } from '../vendor-definition.js';
import { mcleodClient } from './mcleod-client.js';
import { mcleodDriverOf } from './mcleod-driver.js';
import { mcleodOrderOf } from './mcleod-order.js';
import { McleodPages } from './mcleod-paging.js';

/**
 * One pass for each code of an order that is still to be hauled. The search takes one status; without any it would go
 * through every order the company ever had, and narrowed by `changedAfterDate` it would miss an active order nobody has
 * touched for days (how far that looks back is the server's audit setting). Available comes before in progress, as in the
 * life of an order: one that moves on between the passes is met twice, and the first row is kept, but none slips through.
 */
const ACTIVE_CODES = ['A', 'P'] as const;

/** Ascending, against the server's default: new orders come last and do not push others from page to page. */
const ORDERS: VendorRead = { operation: 'loads.active', path: '/ws/orders/search', query: { orderBy: 'orders.id ASC' } };
const DRIVERS: VendorRead = { operation: 'loads.drivers', path: '/ws/drivers/search', query: { orderBy: 'driver.id ASC' } };

/** What the server has below /ws/orders besides ids. */
const WORDS_OF_THE_SERVER = /^(search|new|create|update)$/i;

/** Loads and drivers from a customer's LoadMaster server. */
export class McleodLoadSource implements LoadSource {
  readonly #client: VendorClient;
  readonly #pages: McleodPages;
  readonly #now: () => Date;

  constructor(session: VendorSession) {
    this.#client = mcleodClient(session);
    this.#now = () => session.clock.now();
    this.#pages = new McleodPages(this.#client, this.#now);
  }

  async *activeLoads(signal?: AbortSignal): AsyncGenerator<LoadsPage, void, undefined> {
    const seen = new Set<string>();
    for (const code of ACTIVE_CODES) {
      const search = { ...ORDERS, query: { 'orders.status': code, ...ORDERS.query } };
      for await (const { rows, askedAt } of this.#pages.read(search, signal)) {
        yield withoutSeen(loadsPageOf(rows, (row) => mcleodOrderOf(row, askedAt)), seen);
      }
    }
  }

  async load(externalLoadId: string, signal?: AbortSignal): Promise<LoadObservation | undefined> {
    const asOf = this.#now();
    const address = { pathOf: (id: string) => vendorPath`/ws/orders/${id}`, observe: (body: unknown) => mcleodOrderOf(onlyRowOf(body), asOf) };
    return WORDS_OF_THE_SERVER.test(externalLoadId) ? undefined : await oneLoad(this.#client, externalLoadId, address, signal);
  }

  /** Active drivers and others: the others' loads are on the road until they are delivered. The first row of a driver counts. */
  async drivers(signal?: AbortSignal): Promise<readonly TmsDriver[]> {
    const byId = new Map<string, TmsDriver>();
    for await (const { rows } of this.#pages.read(DRIVERS, signal)) {
      for (const row of rows) {
        const driver = mcleodDriverOf(row);
        if (driver !== undefined && !byId.has(driver.externalDriverId)) byId.set(driver.externalDriverId, driver);
      }
    }
    return [...byId.values()];
  }
}

/** One order is a row; a server that puts it in a list, as it does with those of a search, is understood. */
function onlyRowOf(body: unknown): unknown {
  return Array.isArray(body) && body.length === 1 ? body[0] : body;
}
