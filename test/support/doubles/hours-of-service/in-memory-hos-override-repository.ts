import type { HosOverrideRepository } from '../../../../src/application/hours-of-service/ports/hos-override-repository.js';
import type { HosOverride } from '../../../../src/domain/hours-of-service/hos-override.js';
import { DriverNotFoundError } from '../../../../src/domain/shared/driver-not-found-error.js';
import type { DriverId, TenantId, UserId } from '../../../../src/domain/shared/identifiers.js';
import type { FleetState } from '../fleet-data/fleet-state.js';

export class InMemoryHosOverrideRepository implements HosOverrideRepository {
  constructor(private readonly state: FleetState) {}

  async add(tenantId: TenantId, driverId: DriverId, override: HosOverride, actorId: UserId): Promise<void> {
    await this.end(tenantId, driverId, actorId);
    const row = { ...override, tenantId, driverId, setById: actorId, endedAt: undefined, endedById: undefined };
    this.state.overrides = [...this.state.overrides, row];
  }

  async end(tenantId: TenantId, driverId: DriverId, actorId: UserId): Promise<boolean> {
    if (this.state.driver(tenantId, driverId) === undefined) throw new DriverNotFoundError();
    const open = this.state.openOverrideOf({ tenantId, driverId });
    if (open === undefined) return false;
    const ended = { ...open, endedAt: this.state.clock.now(), endedById: actorId };
    this.state.overrides = this.state.overrides.map((one) => (one === open ? ended : one));
    return true;
  }
}
