import { assignedDriver, comparableName } from '../../domain/fleet-data/assigned-driver.js';
import type { AssignableDriver } from '../../domain/fleet-data/assigned-driver.js';
import type { LoadObservation } from '../../domain/fleet-data/load.js';
import type { DriverId } from '../../domain/shared/identifiers.js';
import { VendorError } from '../../domain/shared/vendor-error.js';
import type { TmsDriver } from './ports/load-source.js';
import type { AssignedLoad } from './ports/load-store.js';

/**
 * Finds our drivers for the loads of one reading of a TMS. Our drivers are read once. The TMS's are read at most
 * once, and only when a load names a driver whom none of our ids matches.
 */
export class DriverAssignment {
  #ours: Promise<ReadonlyMap<string, readonly AssignableDriver[]>> | undefined;
  #names: Promise<ReadonlyMap<string, string> | undefined> | undefined;
  /** Why the TMS's drivers could not be read. */
  #trouble: VendorError | undefined;

  constructor(
    private readonly listOurs: () => Promise<readonly AssignableDriver[]>,
    private readonly listTheirs: () => Promise<readonly TmsDriver[]>,
  ) {}

  get trouble(): VendorError | undefined {
    return this.#trouble;
  }

  /** A driver that could not be looked up, or is the one the TMS named before, stays as stored. */
  async assign(loads: readonly LoadObservation[], namedBefore?: string): Promise<readonly AssignedLoad[]> {
    const assigned: AssignedLoad[] = [];
    for (const load of loads) assigned.push({ ...load, ...(await this.driverOf(load.assignedExternalDriverId, namedBefore)) });
    return assigned;
  }

  private async driverOf(
    externalId: string | undefined,
    namedBefore: string | undefined,
  ): Promise<Pick<AssignedLoad, 'assignedDriverId' | 'keepDriver'>> {
    if (externalId === undefined) return { assignedDriverId: undefined, keepDriver: false };
    const byId = await this.match(externalId, undefined);
    if (byId !== undefined) return { assignedDriverId: byId, keepDriver: false };
    if (externalId === namedBefore) return { assignedDriverId: undefined, keepDriver: true };
    const names = await (this.#names ??= this.readNames());
    if (names === undefined) return { assignedDriverId: undefined, keepDriver: true };
    return { assignedDriverId: await this.match(externalId, names.get(externalId)), keepDriver: false };
  }

  private async match(externalId: string, tmsName: string | undefined): Promise<DriverId | undefined> {
    const ours = await (this.#ours ??= this.listOurs().then(byKey));
    const keys = [`id ${externalId}`, ...(tmsName === undefined ? [] : [`name ${comparableName(tmsName)}`])];
    const candidates = new Set(keys.flatMap((key) => ours.get(key) ?? []));
    return assignedDriver(externalId, tmsName, [...candidates]);
  }

  private async readNames(): Promise<ReadonlyMap<string, string> | undefined> {
    try {
      return new Map((await this.listTheirs()).map(({ externalDriverId, name }) => [externalDriverId, name]));
    } catch (error) {
      if (!(error instanceof VendorError)) throw error;
      this.#trouble = error;
      return undefined;
    }
  }
}

/** Everybody who may be meant by an id or a name, so that a fleet of thousands is not searched for each load. */
function byKey(drivers: readonly AssignableDriver[]): ReadonlyMap<string, readonly AssignableDriver[]> {
  const found = new Map<string, AssignableDriver[]>();
  for (const driver of drivers) {
    const ids = new Set([driver.driverId, driver.externalDriverId ?? driver.driverId]);
    for (const key of [...[...ids].map((id) => `id ${id}`), `name ${comparableName(driver.name)}`]) {
      const others = found.get(key);
      if (others === undefined) found.set(key, [driver]);
      else others.push(driver);
    }
  }
  return found;
}
