import type { DriverHours, DriverHoursReading } from '../../../../src/application/fleet-data/ports/driver-hours.js';
import { DriverNotFoundError } from '../../../../src/domain/shared/driver-not-found-error.js';
import type { DriverId, TenantId } from '../../../../src/domain/shared/identifiers.js';

/** Drivers whose hours a test writes down; everybody else is unknown. A record is a word. */
export class ScriptedDriverHours implements DriverHours<string> {
  readonly readings = new Map<string, DriverHoursReading<string>>();

  read(_tenantId: TenantId, driverId: DriverId): Promise<DriverHoursReading<string>> {
    const reading = this.readings.get(driverId);
    return reading === undefined ? Promise.reject(new DriverNotFoundError()) : Promise.resolve(reading);
  }
}
