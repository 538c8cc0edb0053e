import type { DriverId, TenantId, UserId } from '../../domain/shared/identifiers.js';
import type { UnitOfWork } from '../shared/unit-of-work.js';
import type { HosRepositories } from './ports/hos-repositories.js';

/** Ends an override before its time; nothing happens when there is none. */
export class EndHosOverride {
  constructor(private readonly work: UnitOfWork<HosRepositories>) {}

  /** Throws `DriverNotFoundError`. */
  execute(tenantId: TenantId, driverId: DriverId, actorId: UserId): Promise<void> {
    return this.work.run(tenantId, async ({ overrides, audit }) => {
      if (!(await overrides.end(tenantId, driverId, actorId))) return;
      await audit.append(tenantId, {
        action: 'hos-override.ended',
        actorId,
        subjectType: 'driver',
        subjectId: driverId,
        detail: {},
      });
    });
  }
}
