import type { DriverHours, DriverHoursReading } from '../../../../src/application/fleet-data/ports/driver-hours.js';
import { DriverNotFoundError } from '../../../../src/domain/shared/driver-not-found-error.js';
import type { DriverId, TenantId } from '../../../../src/domain/shared/identifiers.js';

/** Drivers whose hours a test writes down; everybody else is unknown. A record is a word. */
export class ScriptedDriverHours implements DriverHours<string> {
  readonly readings = new Map<string, DriverHoursReading<string>>();

  readonly #scripts = new Map<string, () => Promise<DriverHoursReading<string>>>();

  script(driverId: string, script: () => Promise<DriverHoursReading<string>>): void {
    this.#scripts.set(driverId, script);
  }

  /** The vendor of this driver never answers. */
  hang(driverId: string): void {
    this.script(driverId, () => new Promise(() => undefined));
  }

  async requireDriver(_tenantId: TenantId, driverId: DriverId): Promise<void> {
    if (!this.#scripts.has(driverId) && !this.readings.has(driverId)) throw new DriverNotFoundError();
  }

  read(_tenantId: TenantId, driverId: DriverId): Promise<DriverHoursReading<string>> {
    const script = this.#scripts.get(driverId);
    if (script !== undefined) return script();
    const reading = this.readings.get(driverId);
    return reading === undefined ? Promise.reject(new DriverNotFoundError()) : Promise.resolve(reading);
  }
}
