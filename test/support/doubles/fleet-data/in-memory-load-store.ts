import { isDeepStrictEqual } from 'node:util';
import type { AssignedLoad, AssignedPage, LoadAccountKey, LoadStore, SavedLoads } from '../../../../src/application/fleet-data/ports/load-store.js';
import { isActiveLoad, loadIdCandidates } from '../../../../src/domain/fleet-data/load.js';
import { toLoadId } from '../../../../src/domain/shared/identifiers.js';
import type { WorkLease } from '../../../../src/domain/shared/work-lease.js';
import type { LoadRecord } from './fleet-rows.js';
import type { FleetState } from './fleet-state.js';

export class InMemoryLoadStore implements LoadStore {
  /** Pages written; never one per load. */
  saves = 0;

  constructor(private readonly state: FleetState) {}

  async adopt(account: LoadAccountKey, lease?: WorkLease): Promise<void> {
    this.hold(lease);
    const { vendor } = this.state.integration(account.tenantId, account.integrationId) ?? {};
    const deleted = this.state.integrations.filter((one) => one.tenantId === account.tenantId && one.vendor === vendor && one.deleted);
    const leftBehind = deleted.flatMap(({ id }) => this.loadsOf({ ...account, integrationId: id }));
    for (const load of leftBehind.toSorted((a, b) => b.asOf.getTime() - a.asOf.getTime())) {
      if (this.find(account, load.externalLoadId) === undefined) this.state.putLoad({ ...load, integrationId: account.integrationId });
    }
  }

  async save(page: AssignedPage, lease?: WorkLease): Promise<SavedLoads> {
    if (page.loads.length === 0) return { created: 0, updated: 0, failed: 0 };
    this.hold(lease);
    this.saves += 1;
    const saved = { created: 0, updated: 0, failed: 0 };
    const deleted = this.state.integration(page.tenantId, page.integrationId)?.deleted === true;
    for (const load of page.loads) {
      const known = this.find(page, load.externalLoadId);
      if (known === undefined) {
        if (!deleted) saved[this.create(page, load)] += 1;
      } else if (known.asOf <= load.asOf && this.update(page, known, load)) saved.updated += 1;
    }
    return saved;
  }

  async listUnlisted(account: LoadAccountKey, listed: readonly string[], limit: number): Promise<readonly string[]> {
    const unlisted = this.loadsOf(account).filter((load) => isActiveLoad(load) && !listed.includes(load.externalLoadId));
    const oldestFirst = unlisted.toSorted((a, b) => a.asOf.getTime() - b.asOf.getTime() || (a.externalLoadId < b.externalLoadId ? -1 : 1));
    return oldestFirst.slice(0, limit).map(({ externalLoadId }) => externalLoadId);
  }

  async markGone(account: LoadAccountKey, externalLoadIds: readonly string[], asOf: Date, lease?: WorkLease): Promise<number> {
    this.hold(lease);
    const going = this.loadsOf(account).filter((load) => externalLoadIds.includes(load.externalLoadId) && (load.gone || isActiveLoad(load)) && load.asOf <= asOf);
    for (const load of going) this.state.putLoad({ ...load, gone: true, status: 'UNKNOWN', statusRaw: undefined, asOf });
    return going.filter(({ gone }) => !gone).length;
  }

  async noteListRead({ tenantId, integrationId }: LoadAccountKey, readAt: Date, lease?: WorkLease): Promise<void> {
    this.hold(lease);
    const before = this.state.listReads.find((read) => read.integrationId === integrationId);
    const latest = before !== undefined && before.readAt > readAt ? before.readAt : readAt;
    this.state.listReads = [...this.state.listReads.filter((read) => read !== before), { tenantId, integrationId, readAt: latest }];
  }

  private hold(lease: WorkLease | undefined): void {
    if (lease !== undefined) this.state.requireHeld(lease);
  }

  private loadsOf({ tenantId, integrationId }: LoadAccountKey): readonly LoadRecord[] {
    return this.state.loads.filter((load) => load.tenantId === tenantId && load.integrationId === integrationId);
  }

  private find(account: LoadAccountKey, externalLoadId: string): LoadRecord | undefined {
    return this.loadsOf(account).find((load) => load.externalLoadId === externalLoadId);
  }

  private create({ tenantId, integrationId, dataSource }: AssignedPage, { keepDriver: _keep, ...load }: AssignedLoad): 'created' | 'failed' {
    const vendor = this.state.integration(tenantId, integrationId)?.vendor ?? '';
    const taken = (id: string): boolean => this.state.loads.some((one) => one.tenantId === tenantId && one.loadId === id);
    const free = loadIdCandidates(vendor, load.externalLoadId).find((id) => !taken(id));
    if (free === undefined) return 'failed';
    this.state.putLoad({ ...load, tenantId, integrationId, dataSource, loadId: toLoadId(free), gone: false });
    return 'created';
  }

  private update({ dataSource }: AssignedPage, known: LoadRecord, { keepDriver, ...load }: AssignedLoad): boolean {
    const kept = keepDriver && known.assignedExternalDriverId === load.assignedExternalDriverId;
    const next = { ...known, ...load, dataSource, gone: false, ...(kept && { assignedDriverId: known.assignedDriverId }) };
    this.state.putLoad(next);
    return !isDeepStrictEqual({ ...next, asOf: known.asOf }, known);
  }
}
