import type { RosterAccount, RosterEntry, RosterPageResult, RosterStore } from '../../../../src/application/fleet-data/ports/roster-store.js';
import { driverIdCandidates } from '../../../../src/domain/fleet-data/roster.js';
import { toDriverId } from '../../../../src/domain/shared/identifiers.js';
import type { WorkLease } from '../../../../src/domain/shared/work-lease.js';
import type { DriverRecord } from './fleet-rows.js';
import type { FleetState } from './fleet-state.js';

export class InMemoryRosterStore implements RosterStore {
  constructor(private readonly state: FleetState) {}

  async countActive(account: RosterAccount): Promise<number> {
    return this.activeLinked(account).length;
  }

  async saveEntries(lease: WorkLease, entries: readonly RosterEntry[]): Promise<RosterPageResult> {
    this.state.requireHeld(lease);
    const result = { created: 0, updated: 0, failed: 0 };
    for (const entry of entries) {
      const linked = this.linked(lease, entry) ?? this.relinked(lease, entry);
      if (linked === undefined) result[this.create(lease, entry)] += 1;
      else if (this.update(linked, entry)) result.updated += 1;
    }
    return result;
  }

  async countMissing(account: RosterAccount, listed: readonly string[]): Promise<number> {
    return this.missing(account, listed).length;
  }

  async deactivateMissing(lease: WorkLease, listed: readonly string[]): Promise<void> {
    this.state.requireHeld(lease);
    for (const driver of this.missing(lease, listed)) this.state.putDriver({ ...driver, isActive: false });
  }

  private activeLinked(account: RosterAccount): readonly DriverRecord[] {
    return this.state.linkedTo(account).filter(({ isActive }) => isActive);
  }

  private missing(account: RosterAccount, listed: readonly string[]): readonly DriverRecord[] {
    return this.activeLinked(account).filter(({ link }) => link !== undefined && !listed.includes(link.externalDriverId));
  }

  private linked(account: RosterAccount, { externalDriverId }: RosterEntry): DriverRecord | undefined {
    return this.state.linkedTo(account).find(({ link }) => link?.externalDriverId === externalDriverId);
  }

  /** A driver left behind by a deleted integration with the same vendor, now linked to this one. */
  private relinked({ tenantId, integrationId }: RosterAccount, entry: RosterEntry): DriverRecord | undefined {
    const { vendor } = this.state.integration(tenantId, integrationId) ?? {};
    const gone = this.state.integrations.filter((one) => one.tenantId === tenantId && one.vendor === vendor && one.deleted);
    const leftBehind = gone.map(({ id }) => this.linked({ tenantId, integrationId: id }, entry)).find((one) => one !== undefined);
    if (leftBehind === undefined) return undefined;
    const relinked = { ...leftBehind, link: { integrationId, externalDriverId: entry.externalDriverId } };
    this.state.putDriver(relinked);
    return relinked;
  }

  private update(driver: DriverRecord, { name, ruleset }: RosterEntry): boolean {
    if (driver.name === name && driver.ruleset === ruleset && driver.isActive) return false;
    this.state.putDriver({ ...driver, name, ruleset, isActive: true });
    return true;
  }

  private create({ tenantId, integrationId }: RosterAccount, { externalDriverId, name, ruleset }: RosterEntry): 'created' | 'failed' {
    const vendor = this.state.integration(tenantId, integrationId)?.vendor ?? '';
    const candidates = driverIdCandidates(vendor, externalDriverId).map(toDriverId);
    const driverId = candidates.find((id) => this.state.driver(tenantId, id) === undefined);
    if (driverId === undefined) return 'failed';
    this.state.putDriver({ tenantId, driverId, name, ruleset, isActive: true, link: { integrationId, externalDriverId } });
    return 'created';
  }
}
