import type { IntegrationId } from '../../domain/shared/identifiers.js';
import type { LoadSources, OpenLoadSource } from './ports/load-sources.js';
import type { LoadAccountKey } from './ports/load-store.js';
import type { ReadActiveLoads } from './read-active-loads.js';
import type { ReadOneLoad, WantedLoad } from './read-one-load.js';
import type { RecordedFetch } from './recorded-fetch.js';

/** Live reads of loads: in this process at most one at a time of an account's list, and one of each load. They store what they bring. */
export class LiveLoadReads {
  readonly #lists = new Map<IntegrationId, Promise<void>>();
  readonly #loads = new Map<string, Promise<'known' | 'unknown'>>();

  constructor(
    private readonly sources: LoadSources,
    private readonly activeLoads: ReadActiveLoads,
    private readonly oneLoad: ReadOneLoad,
    private readonly fetches: RecordedFetch,
  ) {}

  /** Reads everything the account lists as active. Throws `VendorError`. */
  readList({ tenantId, integrationId }: LoadAccountKey): Promise<void> {
    const account = { tenantId, integrationId };
    return shared(this.#lists, integrationId, () =>
      this.ask(account, (open) =>
        this.activeLoads.execute(
          { account, open, lease: undefined },
          { processed: 0, created: 0, updated: 0, failed: 0, driversTrouble: undefined },
        ),
      ),
    );
  }

  /** Reads one load by the vendor's id; `unknown`: the vendor has no such load. Throws `VendorError`. */
  readOne(wanted: WantedLoad): Promise<'known' | 'unknown'> {
    const { tenantId, integrationId, externalLoadId } = wanted;
    return shared(this.#loads, `${integrationId} ${externalLoadId}`, () =>
      this.ask({ tenantId, integrationId }, (open) => this.oneLoad.execute(wanted, open)),
    );
  }

  private ask<Result>(account: LoadAccountKey, read: (open: OpenLoadSource) => Promise<Result>): Promise<Result> {
    return this.fetches.run(account, async () => read(await this.sources.open(account.tenantId, account.integrationId, 'user')));
  }
}

/** The reading under way for this key, or a new one. Nobody may be left to hear of its failure. */
function shared<Key, Result>(flights: Map<Key, Promise<Result>>, key: Key, begin: () => Promise<Result>): Promise<Result> {
  const underWay = flights.get(key);
  if (underWay !== undefined) return underWay;
  const flight = begin();
  flights.set(key, flight);
  flight.catch(() => undefined).finally(() => flights.delete(key));
  return flight;
}
