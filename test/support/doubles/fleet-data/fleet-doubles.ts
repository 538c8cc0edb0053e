import type { HosRepositories } from '../../../../src/application/hours-of-service/ports/hos-repositories.js';
import type { AuditRow } from '../identity/identity-tables.js';
import { InMemoryAuditLog } from '../identity/in-memory-audit-log.js';
import { CountingIds } from '../counting-ids.js';
import { InMemoryUnitOfWork, MemoryTable } from '../in-memory-unit-of-work.js';
import { ManualClock } from '../manual-clock.js';
import { InMemoryHosOverrideRepository } from '../hours-of-service/in-memory-hos-override-repository.js';
import { InMemoryHosQueries } from '../hours-of-service/in-memory-hos-queries.js';
import { InMemoryHosSnapshotStore } from '../hours-of-service/in-memory-hos-snapshot-store.js';
import { InMemoryVendorContacts } from '../hours-of-service/in-memory-vendor-contacts.js';
import { rosterOn } from '../hours-of-service/roster-on.js';
import { ScriptedHosSources } from '../hours-of-service/scripted-hos-sources.js';
import { InMemorySyncQueries } from '../sync-history/in-memory-sync-queries.js';
import { InMemorySyncRunStore } from '../sync-history/in-memory-sync-run-store.js';
import { InMemorySyncTargets } from '../sync-history/in-memory-sync-targets.js';
import { FleetState } from './fleet-state.js';
import { GivenInMemory } from './given-in-memory.js';
import { InMemoryAssignableDrivers } from './in-memory-assignable-drivers.js';
import { InMemoryDriverLinks } from './in-memory-driver-links.js';
import { InMemoryDriverQueries } from './in-memory-driver-queries.js';
import { InMemoryDriverRepository } from './in-memory-driver-repository.js';
import { InMemoryLoadQueries } from './in-memory-load-queries.js';
import { InMemoryLoadStore } from './in-memory-load-store.js';
import { InMemoryRosterStore } from './in-memory-roster-store.js';

/** The doubles of fleet-data, hours-of-service and sync-history over one state, which stands still until a test moves it. */
export class FleetDoubles {
  readonly clock = new ManualClock();
  readonly state = new FleetState(this.clock);
  readonly drivers = new InMemoryDriverRepository(this.state);
  readonly driverQueries = new InMemoryDriverQueries(this.state);
  readonly driverLinks = new InMemoryDriverLinks(this.state);
  readonly rosterStore = new InMemoryRosterStore(this.state);
  readonly loadStore = new InMemoryLoadStore(this.state);
  readonly loadQueries = new InMemoryLoadQueries(this.state);
  readonly assignableDrivers = new InMemoryAssignableDrivers(this.state);
  readonly roster = rosterOn(this.rosterStore);
  readonly hosQueries = new InMemoryHosQueries(this.state);
  readonly snapshots = new InMemoryHosSnapshotStore(this.state);
  readonly overrides = new InMemoryHosOverrideRepository(this.state);
  readonly contacts = new InMemoryVendorContacts(this.state);
  readonly vendor = new ScriptedHosSources(this.state);
  readonly runs = new InMemorySyncRunStore(this.state, new CountingIds(2));
  readonly syncQueries = new InMemorySyncQueries(this.state);
  readonly targets = new InMemorySyncTargets(this.state);
  readonly audit = new MemoryTable<AuditRow>();
  readonly hosWork = new InMemoryUnitOfWork<HosRepositories>([this.state, this.audit], (scope) => ({
    overrides: this.overrides,
    audit: new InMemoryAuditLog(this.audit, scope),
  }));
  readonly given = new GivenInMemory(this.state, this.runs);

  close(): Promise<void> {
    return Promise.resolve();
  }
}

export const openFleetDoubles = (): Promise<FleetDoubles> => Promise.resolve(new FleetDoubles());
