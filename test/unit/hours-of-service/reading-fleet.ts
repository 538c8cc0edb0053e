import { GetDriverHos } from '../../../src/application/hours-of-service/get-driver-hos.js';
import { LiveHosReads } from '../../../src/application/hours-of-service/live-hos-reads.js';
import type { HosObservation } from '../../../src/domain/hours-of-service/hos-observation.js';
import type { HosRecord } from '../../../src/domain/hours-of-service/hos-record.js';
import type { DriverId, IntegrationId, TenantId } from '../../../src/domain/shared/identifiers.js';
import { minutesBefore, observation, snapshot } from '../../contracts/hours-of-service/hos-examples.js';
import { FleetDoubles } from '../../support/doubles/fleet-data/fleet-doubles.js';
import { RecordingHosAnswers } from '../../support/doubles/hours-of-service/recording-hos-answers.js';
import { RecordingMetrics } from '../../support/doubles/hours-of-service/recording-metrics.js';
import { ManualTimer } from '../../support/doubles/manual-timer.js';
import { RecordingLogger } from '../../support/recording-logger.js';

export const SETTINGS = { freshSeconds: 300, warnAfterSeconds: 600, liveReadBudgetMs: 2_000 };

/** Live reads and the use case on top of them, over a fleet in memory. */
export class ReadingFleet extends FleetDoubles {
  readonly timer = new ManualTimer();
  readonly metrics = new RecordingMetrics();
  readonly answers = new RecordingHosAnswers();
  readonly logger = new RecordingLogger();
  readonly live = new LiveHosReads(this.vendor, this.snapshots, this.roster, this.contacts, this.clock, this.logger);
  readonly getDriverHos = new GetDriverHos(this.hosQueries, this.live, this.clock, this.timer, this.metrics, this.answers, SETTINGS);

  private constructor(
    readonly tenantId: TenantId,
    readonly integrationId: IntegrationId,
  ) {
    super();
  }

  /** One tenant with one enabled HOS integration. */
  static async open(): Promise<ReadingFleet> {
    const ids = new FleetDoubles();
    const tenantId = await ids.given.tenant();
    const fleet = new ReadingFleet(tenantId, await ids.given.integration(tenantId));
    fleet.state.integrations = ids.state.integrations;
    return fleet;
  }

  linkedDriver(driverId: string, externalDriverId = driverId): Promise<DriverId> {
    const link = { integrationId: this.integrationId, externalDriverId };
    return this.given.driver(this.tenantId, driverId, { link, ruleset: 'US_PROPERTY_70_8' });
  }

  async fleetOf(drivers: number): Promise<readonly DriverId[]> {
    const ids: DriverId[] = [];
    for (let index = 0; index < drivers; index += 1) ids.push(await this.linkedDriver(`driver-${index}`));
    return ids;
  }

  /** The stored hours of a driver, so many minutes old. */
  async stored(driverId: DriverId, minutes: number): Promise<void> {
    const externalDriverId = this.state.driver(this.tenantId, driverId)?.link?.externalDriverId ?? driverId;
    await this.given.snapshot(this.tenantId, driverId, snapshot(externalDriverId, minutesBefore(this.clock.now(), minutes)));
  }

  /** The vendor has these drivers, with 2 hours of driving left, in pages of 512. */
  vendorHas(ids: readonly string[], more: Partial<HosObservation> = {}): void {
    const remaining = { driveHours: 2, shiftHours: 4, cycleHours: 20, untilBreakHours: 2 };
    const rows = ids.map((id) => observation(id, this.clock.now(), { remaining, ...more }));
    const pages = Array.from({ length: Math.ceil(rows.length / 512) }, (_, page) => rows.slice(page * 512, (page + 1) * 512));
    this.vendor.clocksPages = pages.map((observations) => ({ observations, unreadable: 0 }));
  }

  /** The vendor answers when the returned function is called. */
  vendorWaits(): () => void {
    let release = (): void => undefined;
    this.vendor.gate = new Promise((resolve) => { release = resolve; });
    return () => { release(); };
  }

  read(driverId: DriverId): Promise<HosRecord> {
    return this.getDriverHos.execute(this.tenantId, driverId);
  }

  fetch(externalDriverId: string): Promise<void> {
    return this.live.fetch({ tenantId: this.tenantId, integrationId: this.integrationId, externalDriverId });
  }
}
