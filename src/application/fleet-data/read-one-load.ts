import type { Load } from '../../domain/fleet-data/load.js';
import type { Clock } from '../shared/clock.js';
import { DriverAssignment } from './driver-assignment.js';
import type { AssignableDrivers } from './ports/assignable-drivers.js';
import type { OpenLoadSource } from './ports/load-sources.js';
import type { LoadAccountKey, LoadStore } from './ports/load-store.js';

/** A load to be read from the vendor. */
export interface WantedLoad extends LoadAccountKey {
  readonly externalLoadId: string;
  /** What is stored of it. */
  readonly stored: Load | undefined;
}

/** Reads one load by the vendor's id and stores what the vendor says. */
export class ReadOneLoad {
  constructor(
    private readonly store: LoadStore,
    private readonly drivers: AssignableDrivers,
    private readonly clock: Clock,
  ) {}

  /** `unknown`: the vendor has no such load, and the stored one is marked gone. Throws `VendorError`. */
  async execute({ tenantId, integrationId, externalLoadId, stored }: WantedLoad, { source, dataSource }: OpenLoadSource): Promise<'known' | 'unknown'> {
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
}
