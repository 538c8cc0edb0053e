import type { Load } from '../../domain/fleet-data/load.js';
import type { IntegrationId } from '../../domain/shared/identifiers.js';
import { VendorError } from '../../domain/shared/vendor-error.js';
import type { Clock } from '../shared/clock.js';
import type { Logger } from '../shared/logger.js';
import type { VendorContacts } from '../shared/vendor-contacts.js';
import { VendorFailureRecord } from '../shared/vendor-failure-record.js';
import { DriverAssignment } from './driver-assignment.js';
import type { AssignableDrivers } from './ports/assignable-drivers.js';
import type { LoadSources, OpenLoadSource } from './ports/load-sources.js';
import type { LoadAccountKey, LoadStore } from './ports/load-store.js';
import type { ReadActiveLoads } from './read-active-loads.js';

const EVENTS = { failed: 'loads.live-read-failed', unrecorded: 'loads.failure-not-recorded' };

export interface WantedLoad extends LoadAccountKey {
  readonly externalLoadId: string;
  /** What is stored of it. */
  readonly stored: Load | undefined;
}

/** Live reads of loads: in this process at most one at a time of an account's list, and one of each load. They store what they bring. */
export class LiveLoadReads {
  readonly #lists = new Map<IntegrationId, Promise<void>>();
  readonly #loads = new Map<string, Promise<'known' | 'unknown'>>();
  readonly #failures: VendorFailureRecord;

  constructor(
    private readonly sources: LoadSources,
    private readonly activeLoads: ReadActiveLoads,
    private readonly store: LoadStore,
    private readonly drivers: AssignableDrivers,
    private readonly contacts: VendorContacts,
    private readonly clock: Clock,
    logger: Logger,
  ) {
    this.#failures = new VendorFailureRecord(contacts, logger, EVENTS);
  }

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
      this.ask({ tenantId, integrationId }, (open) => this.keepOne(wanted, open)),
    );
  }

  private async keepOne({ tenantId, integrationId, externalLoadId, stored }: WantedLoad, { source, dataSource }: OpenLoadSource): Promise<'known' | 'unknown'> {
    const account = { tenantId, integrationId };
    const askedAt = this.clock.now();
    const load = await source.load(externalLoadId);
    if (load === undefined) {
      await this.store.markGone(account, [externalLoadId], askedAt);
      return 'unknown';
    }
    const assignment = new DriverAssignment(() => this.drivers.list(tenantId), () => source.drivers());
    const loads = await assignment.assign([load], stored?.assignedExternalDriverId);
    await this.store.save({ ...account, dataSource, loads });
    return 'known';
  }

  private async ask<Result>({ tenantId, integrationId }: LoadAccountKey, read: (open: OpenLoadSource) => Promise<Result>): Promise<Result> {
    try {
      const result = await read(await this.sources.open(tenantId, integrationId, 'user'));
      await this.contacts.succeeded(tenantId, integrationId);
      return result;
    } catch (error) {
      if (error instanceof VendorError) await this.#failures.add(tenantId, integrationId, error);
      throw error;
    }
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
