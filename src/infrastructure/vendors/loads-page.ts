import type { LoadsPage } from '../../application/fleet-data/ports/load-source.js';
import type { LoadObservation } from '../../domain/fleet-data/load.js';

/** A page of loads. Of two rows for one load the last one wins; rows that name no load are counted. */
export function loadsPageOf(rows: readonly unknown[], observe: (row: unknown) => LoadObservation | undefined): LoadsPage {
  const byLoad = new Map<string, LoadObservation>();
  let unreadable = 0;
  for (const row of rows) {
    const load = observe(row);
    if (load === undefined) unreadable += 1;
    else byLoad.set(load.externalLoadId, load);
  }
  return { loads: [...byLoad.values()], unreadable };
}

/** The page without the loads of earlier pages of the same pass, which `seen` remembers. */
export function withoutSeen(page: LoadsPage, seen: Set<string>): LoadsPage {
  const loads = page.loads.filter(({ externalLoadId }) => !seen.has(externalLoadId));
  for (const { externalLoadId } of loads) seen.add(externalLoadId);
  return { ...page, loads };
}
