import type { RosterStore } from '../../../../src/application/fleet-data/ports/roster-store.js';
import { ImportRoster } from '../../../../src/application/fleet-data/import-roster.js';
import type { Roster } from '../../../../src/application/hours-of-service/ports/roster.js';

/** The roster as the composition root makes it: the fleet-data context's import on a store. */
export function rosterOn(store: RosterStore): Roster {
  const roster = new ImportRoster(store);
  return { import: (input) => roster.execute(input), countLinked: (account) => store.countActive(account) };
}
