import type { HosSnapshotStore, ObservedPage, StoredPage } from '../../../../src/application/hours-of-service/ports/hos-snapshot-store.js';
import type { WorkLease } from '../../../../src/domain/shared/work-lease.js';
import type { FleetState } from '../fleet-data/fleet-state.js';

export class InMemoryHosSnapshotStore implements HosSnapshotStore {
  constructor(private readonly state: FleetState) {}

  async store(page: ObservedPage, lease?: WorkLease): Promise<StoredPage> {
    if (page.observations.length === 0) return { known: 0, written: 0 };
    if (lease !== undefined) this.state.requireHeld(lease);
    const result = { known: 0, written: 0 };
    for (const observation of page.observations) {
      const driver = this.state.linkedTo(page).find(({ link }) => link?.externalDriverId === observation.externalDriverId);
      if (driver === undefined) continue;
      result.known += 1;
      const stored = this.state.snapshotOf(driver)?.snapshot;
      if (this.state.isOverridden(driver) || (stored !== undefined && stored.asOf > observation.asOf)) continue;
      const { tenantId, driverId } = driver;
      this.state.putSnapshot({ tenantId, driverId, snapshot: { ...observation, dataSource: page.dataSource } });
      result.written += 1;
    }
    return result;
  }
}
