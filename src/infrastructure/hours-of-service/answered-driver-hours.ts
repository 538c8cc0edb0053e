import type { DriverRepository } from '../../application/fleet-data/ports/driver-repository.js';
import type { DriverHours, DriverHoursReading } from '../../application/fleet-data/ports/driver-hours.js';
import type { GetDriverHos } from '../../application/hours-of-service/get-driver-hos.js';
import { DriverNotLinkedError, HosIntegrationMissingError, HosUnavailableError } from '../../domain/hours-of-service/errors.js';
import type { HosRecord } from '../../domain/hours-of-service/hos-record.js';
import { DriverNotFoundError } from '../../domain/shared/driver-not-found-error.js';
import type { DriverId, TenantId } from '../../domain/shared/identifiers.js';

/** A driver's hours for a briefing: the same answer that the hours of service give to everybody. */
export class AnsweredDriverHours implements DriverHours<HosRecord> {
  constructor(
    private readonly drivers: Pick<DriverRepository, 'find'>,
    private readonly hos: Pick<GetDriverHos, 'execute'>,
  ) {}

  async requireDriver(tenantId: TenantId, driverId: DriverId): Promise<void> {
    if ((await this.drivers.find(tenantId, driverId)) === undefined) throw new DriverNotFoundError();
  }

  async read(tenantId: TenantId, driverId: DriverId): Promise<DriverHoursReading<HosRecord>> {
    try {
      const record = await this.hos.execute(tenantId, driverId);
      const state = record.stale ? 'stale' : 'ok';
      return { state, record, left: record.safeRemaining, reason: record.stale ? reasonOf(record) : undefined };
    } catch (error) {
      if (error instanceof HosUnavailableError) return { state: 'unavailable', reason: error.message };
      if (error instanceof HosIntegrationMissingError || error instanceof DriverNotLinkedError) return { state: 'not_configured', reason: error.message };
      throw error;
    }
  }
}

function reasonOf({ error, warning }: HosRecord): string | undefined {
  const parts = [error, warning].filter((part) => part !== undefined);
  return parts.length === 0 ? undefined : parts.join(' ');
}
