import type { VendorStanding } from '../../domain/hours-of-service/hos-answer.js';
import type { IntegrationId, TenantId } from '../../domain/shared/identifiers.js';
import { VendorError } from '../../domain/shared/vendor-error.js';
import type { Logger } from '../shared/logger.js';
import { readableObservations } from './readable-observations.js';
import type { ClocksPage } from './ports/hos-source.js';
import type { HosSnapshotStore } from './ports/hos-snapshot-store.js';
import type { HosSources, OpenHosSource } from './ports/hos-sources.js';
import type { Roster } from './ports/roster.js';
import type { VendorContacts } from '../shared/vendor-contacts.js';
import { VendorFailureRecord } from '../shared/vendor-failure-record.js';
import type { Clock } from '../shared/clock.js';

/** One vendor page holds this many drivers; a fleet that fits is read whole. */
const WHOLE_FLEET_UP_TO = 512;
const EVENTS = { failed: 'hos.live-fetch-failed', unrecorded: 'hos.failure-not-recorded' };

export interface LinkedDriver {
  readonly tenantId: TenantId;
  readonly integrationId: IntegrationId;
  readonly externalDriverId: string;
}

type Covered = 'whole-fleet' | ReadonlySet<string>;

interface Flight {
  readonly covers: Promise<Covered>;
  /** The vendor drivers it brought hours of. */
  readonly brings: Promise<ReadonlySet<string>>;
  readonly asking: Asking;
}

/** Set once the vendor can be asked. */
interface Asking {
  standing: OpenHosSource['standing'];
}

/** A read on its way. */
export interface LiveHosRead {
  /** Settles as `fetch` does. */
  readonly arrived: Promise<void>;
  /** What circuit and rate limit have said so far; undefined while nothing was asked of them. */
  readonly standing: () => VendorStanding | undefined;
}

/**
 * Live reads of hours, one flight per integration at a time in this process. A fleet of one vendor page is read whole,
 * so that every driver asked about meanwhile is answered by the same call. Of a larger one the asked drivers are read;
 * drivers asked about during that flight share the next.
 */
export class LiveHosReads {
  readonly #flights = new Map<IntegrationId, Flight>();
  readonly #waiting = new Map<IntegrationId, Set<string>>();
  readonly #failures: VendorFailureRecord;

  constructor(
    private readonly sources: HosSources,
    private readonly snapshots: HosSnapshotStore,
    private readonly roster: Roster,
    private readonly contacts: VendorContacts,
    private readonly clock: Clock,
    logger: Logger,
  ) {
    this.#failures = new VendorFailureRecord(contacts, logger, EVENTS);
  }

  /** Fetches and stores a driver's hours. Throws `VendorError`, also when the vendor has none for this driver. */
  fetch(driver: LinkedDriver): Promise<void> {
    return this.begin(driver).arrived;
  }

  /** The same, by a flight that departs after this call: one in the air may have passed this driver already. */
  async fetchAnew(driver: LinkedDriver): Promise<void> {
    await this.#flights.get(driver.integrationId)?.brings.catch(() => undefined);
    return this.fetch(driver);
  }

  /** The same as `fetch`, to be followed on its way. */
  begin(driver: LinkedDriver): LiveHosRead {
    let asking: Asking | undefined;
    const arrived = this.travel(driver, (flight) => { asking = flight.asking; });
    return { arrived, standing: () => asking?.standing?.() };
  }

  private async travel(driver: LinkedDriver, board: (flight: Flight) => void): Promise<void> {
    const waiting = this.#waiting.get(driver.integrationId) ?? new Set();
    this.#waiting.set(driver.integrationId, waiting.add(driver.externalDriverId));
    for (;;) {
      const flight = this.#flights.get(driver.integrationId) ?? this.depart(driver);
      board(flight);
      const brought = await this.ride(flight, driver.externalDriverId);
      if (brought === 'not-covered') continue;
      if (brought) return;
      const detail = 'The vendor answered, but has no hours for this driver.';
      throw new VendorError({ kind: 'rejected', vendor: 'eld', operation: 'hos.clocks', detail });
    }
  }

  private async ride(flight: Flight, externalDriverId: string): Promise<boolean | 'not-covered'> {
    const covers = await flight.covers;
    if (covers === 'whole-fleet' || covers.has(externalDriverId)) return (await flight.brings).has(externalDriverId);
    await flight.brings.catch(() => undefined);
    return 'not-covered';
  }

  private depart(driver: LinkedDriver): Flight {
    const { integrationId } = driver;
    const covers = this.plan(driver);
    const asking: Asking = { standing: undefined };
    const brings = covers.then((covered) => this.fly(driver, covered, asking));
    const flight = { covers, brings, asking };
    this.#flights.set(integrationId, flight);
    brings.catch(() => undefined).finally(() => this.#flights.delete(integrationId));
    return flight;
  }

  private async plan({ tenantId, integrationId }: LinkedDriver): Promise<Covered> {
    const linked = await this.roster.countLinked({ tenantId, integrationId });
    const waiting = this.#waiting.get(integrationId) ?? new Set<string>();
    this.#waiting.delete(integrationId);
    return linked <= WHOLE_FLEET_UP_TO ? 'whole-fleet' : waiting;
  }

  private async fly({ tenantId, integrationId }: LinkedDriver, covers: Covered, asking: Asking): Promise<ReadonlySet<string>> {
    try {
      const open = await this.sources.open(tenantId, integrationId, 'user');
      asking.standing = open.standing;
      const brought = new Set<string>();
      for await (const page of read(open, covers)) {
        const { observations } = readableObservations(page, this.clock.now());
        await this.snapshots.store({ tenantId, integrationId, dataSource: open.dataSource, observations });
        for (const { externalDriverId } of observations) brought.add(externalDriverId);
      }
      await this.contacts.succeeded(tenantId, integrationId);
      return brought;
    } catch (error) {
      if (error instanceof VendorError) await this.#failures.add(tenantId, integrationId, error);
      throw error;
    }
  }
}

async function* read({ source }: OpenHosSource, covers: Covered): AsyncIterable<ClocksPage> {
  if (covers === 'whole-fleet') yield* source.clocks();
  else yield await source.clocksOf([...covers]);
}
