import { isInForce } from '../../domain/hours-of-service/hos-override.js';
import { isFresh } from '../../domain/hours-of-service/hos-read.js';
import { recordFromOverride, recordFromSnapshot, recordOfNothing } from '../../domain/hours-of-service/hos-record.js';
import type { HosRecord } from '../../domain/hours-of-service/hos-record.js';
import type { TenantId } from '../../domain/shared/identifiers.js';
import type { Page, PageRequest } from '../../domain/shared/page.js';
import type { Clock } from '../shared/clock.js';
import type { HosSettings } from './hos-settings.js';
import type { DriverHosState, HosBoardFilter, HosQueries } from './ports/hos-queries.js';

export interface HosBoardRow {
  readonly name: string;
  readonly record: HosRecord;
}

/** The hours of the whole fleet, from the store only: opening the board never calls a vendor. */
export class ListHosBoard {
  constructor(
    private readonly queries: HosQueries,
    private readonly clock: Clock,
    private readonly settings: HosSettings,
  ) {}

  async execute(tenantId: TenantId, filter: HosBoardFilter, page: PageRequest): Promise<Page<HosBoardRow>> {
    const now = this.clock.now();
    const staleBefore = new Date(now.getTime() - this.settings.freshSeconds * 1000);
    const { items, total } = await this.queries.list(tenantId, filter, staleBefore, page);
    return { items: items.map((state) => ({ name: state.name, record: this.recordOf(state, now) })), total };
  }

  private recordOf(state: DriverHosState, now: Date): HosRecord {
    const { driverId, override, snapshot, ruleset } = state;
    if (override !== undefined && isInForce(override, now)) return recordFromOverride(driverId, override, ruleset, now);
    if (snapshot === undefined) return recordOfNothing(driverId, ruleset);
    const { freshSeconds, warnAfterSeconds } = this.settings;
    const stale = !isFresh(snapshot.asOf, now, freshSeconds);
    return recordFromSnapshot(driverId, snapshot, ruleset, { cached: true, stale, error: undefined, now, warnAfterSeconds });
  }
}
