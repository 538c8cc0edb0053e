import type { ClocksPage, RosterDriver, RosterPage } from '../../../application/hours-of-service/ports/hos-source.js';
import type { HosObservation } from '../../../domain/hours-of-service/hos-observation.js';
import { lastOfEach, unseen, type DatedRows } from './rows-of-a-page.js';

/** A row of the roster about somebody who no longer drives for the carrier. */
export interface InactiveDriver {
  readonly externalDriverId: string;
  readonly isInactive: true;
}

type Observe = (row: unknown, asOf: Date) => HosObservation | undefined;
type ReadDriver = (row: unknown) => RosterDriver | InactiveDriver | undefined;

const idOf = ({ externalDriverId }: { readonly externalDriverId: string }): string => externalDriverId;

/** A page of clocks. Of two rows for one driver the last one wins; rows without a driver are counted. */
export function clocksPageOf({ rows, askedAt }: DatedRows, observe: Observe): ClocksPage {
  const { items: observations, unreadable } = lastOfEach(rows, (row) => observe(row, askedAt), idOf);
  return { observations, unreadable };
}

/** A page of the roster, by the same rules. A driver whose last row is inactive is left out. */
export function rosterPageOf(rows: readonly unknown[], read: ReadDriver): RosterPage {
  const { items, unreadable } = lastOfEach(rows, read, idOf);
  return { drivers: items.flatMap((driver) => ('isInactive' in driver ? [] : [driver])), unreadable };
}

/** The clocks of a whole pass. Rows move between pages while we read: the first page a driver is on counts. */
export async function* clocksOn(pages: AsyncIterable<DatedRows>, observe: Observe): AsyncGenerator<ClocksPage, void, undefined> {
  const seen = new Set<string>();
  for await (const rows of pages) {
    const page = clocksPageOf(rows, observe);
    yield { ...page, observations: unseen(page.observations, seen, idOf) };
  }
}

/** The drivers of a whole pass, by the same rule. */
export async function* driversOn(pages: AsyncIterable<DatedRows>, read: ReadDriver): AsyncGenerator<RosterPage, void, undefined> {
  const seen = new Set<string>();
  for await (const { rows } of pages) {
    const page = rosterPageOf(rows, read);
    yield { ...page, drivers: unseen(page.drivers, seen, idOf) };
  }
}

/** The clocks of the wanted drivers from lists read one after the other. Rows of drivers nobody asked for are left out. */
export async function clocksOfWanted(wanted: ReadonlySet<string>, lists: Iterable<AsyncIterable<DatedRows>>, observe: Observe): Promise<ClocksPage> {
  const missing = new Set(wanted);
  const observations: HosObservation[] = [];
  let unreadable = 0;
  for (const list of lists) {
    for await (const rows of list) {
      const page = clocksPageOf(rows, observe);
      unreadable += page.unreadable;
      // Deleting what was found keeps the first row of a driver across pages and lists.
      observations.push(...page.observations.filter((row) => missing.delete(row.externalDriverId)));
    }
  }
  return { observations, unreadable };
}
