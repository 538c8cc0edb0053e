import type { LoadsPage } from '../../../application/fleet-data/ports/load-source.js';
import type { LoadObservation } from '../../../domain/fleet-data/load.js';
import { lastOfEach, unseen } from './rows-of-a-page.js';

const idOf = ({ externalLoadId }: LoadObservation): string => externalLoadId;

/** A page of loads. Of two rows for one load the last one wins; rows that name no load are counted. */
export function loadsPageOf(rows: readonly unknown[], observe: (row: unknown) => LoadObservation | undefined): LoadsPage {
  const { items: loads, unreadable } = lastOfEach(rows, observe, idOf);
  return { loads, unreadable };
}

/** The page without the loads of earlier pages of the same pass, which `seen` remembers. */
export function withoutSeen(page: LoadsPage, seen: Set<string>): LoadsPage {
  return { ...page, loads: unseen(page.loads, seen, idOf) };
}
