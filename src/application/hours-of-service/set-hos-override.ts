import type { DutyStatus } from '../../domain/hours-of-service/duty-status.js';
import { overrideExpiry } from '../../domain/hours-of-service/hos-override.js';
import type { HosOverride } from '../../domain/hours-of-service/hos-override.js';
import { recordFromOverride } from '../../domain/hours-of-service/hos-record.js';
import type { HosRecord } from '../../domain/hours-of-service/hos-record.js';
import { DriverNotFoundError } from '../../domain/shared/driver-not-found-error.js';
import type { DriverId, TenantId, UserId } from '../../domain/shared/identifiers.js';
import type { Clock } from '../shared/clock.js';
import type { UnitOfWork } from '../shared/unit-of-work.js';
import type { HosQueries } from './ports/hos-queries.js';
import type { HosRepositories } from './ports/hos-repositories.js';

export interface SetHosOverrideInput {
  readonly tenantId: TenantId;
  readonly driverId: DriverId;
  readonly actor: { readonly userId: UserId; readonly label: string };
  readonly hoursDriven: number;
  readonly onDutyTime: number;
  readonly hoursSinceBreak: number;
  readonly dutyStatus: DutyStatus;
  readonly reason: string;
  readonly expiresAt: Date | undefined;
}

/** Puts a person's word above the vendor's, for 24 hours or as asked, at most 7 days. */
export class SetHosOverride {
  constructor(
    private readonly work: UnitOfWork<HosRepositories>,
    private readonly queries: HosQueries,
    private readonly clock: Clock,
  ) {}

  /** Throws `DriverNotFoundError` and `OverrideExpiryError`. */
  async execute(input: SetHosOverrideInput): Promise<HosRecord> {
    const { tenantId, driverId, actor } = input;
    const now = this.clock.now();
    const override: HosOverride = {
      hoursDriven: input.hoursDriven,
      onDutyTime: input.onDutyTime,
      hoursSinceBreak: input.hoursSinceBreak,
      dutyStatus: input.dutyStatus,
      reason: input.reason,
      setBy: actor.label,
      setAt: now,
      expiresAt: overrideExpiry(input.expiresAt, now),
    };
    await this.work.run(tenantId, async ({ overrides, audit }) => {
      await overrides.add(tenantId, driverId, override, actor.userId);
      await audit.append(tenantId, {
        action: 'hos-override.set',
        actorId: actor.userId,
        subjectType: 'driver',
        subjectId: driverId,
        detail: { ...override },
      });
    });
    const state = await this.queries.find(tenantId, driverId);
    if (state === undefined) throw new DriverNotFoundError();
    return recordFromOverride(driverId, override, state.ruleset, now);
  }
}
