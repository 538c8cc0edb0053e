import type { FailureLog } from '../../../../src/application/alerts/ports/failure-log.js';
import type { IntegrationId, TenantId } from '../../../../src/domain/shared/identifiers.js';
import { OWN_TRANSACTIONS } from '../in-memory-unit-of-work.js';
import type { AlertTables, EndedRow } from './alert-tables.js';

const MINUTE_MS = 60_000;
const OWN_REFUSALS = ['circuit-open', 'no-permit'];

export class InMemoryFailureLog implements FailureLog {
  constructor(
    private readonly tables: Pick<AlertTables, 'ended' | 'clock'>,
    private readonly scope = OWN_TRANSACTIONS,
  ) {}

  async addLiveFailure(tenantId: TenantId, integrationId: IntegrationId): Promise<void> {
    this.scope.tenant(tenantId);
    const at = new Date(Math.floor(this.tables.clock.now().getTime() / MINUTE_MS) * MINUTE_MS);
    this.tables.ended.set(`live/${integrationId}/${at.toISOString()}`, { tenantId, integrationId, what: 'live', code: undefined, at });
  }

  async consecutiveFailedRuns(tenantId: TenantId, integrationId: IntegrationId): Promise<number> {
    const rows = this.of(tenantId, integrationId);
    const good = Math.max(-Infinity, ...rows.filter(({ what }) => what === 'success' || what === 'partial').map(({ at }) => at.getTime()));
    return rows.filter((row) => isFailedRun(row) && row.at.getTime() > good).length;
  }

  async failuresWithin(tenantId: TenantId, integrationId: IntegrationId, minutes: number): Promise<number> {
    const since = this.tables.clock.now().getTime() - minutes * MINUTE_MS;
    return this.of(tenantId, integrationId).filter((row) => row.at.getTime() > since && (row.what === 'live' || isFailedRun(row))).length;
  }

  private of(tenantId: TenantId, integrationId: IntegrationId): readonly EndedRow[] {
    this.scope.tenant(tenantId);
    return this.tables.ended.rows().filter((row) => row.tenantId === tenantId && row.integrationId === integrationId);
  }
}

function isFailedRun({ what, code }: EndedRow): boolean {
  return what === 'failed' && !(code !== undefined && OWN_REFUSALS.includes(code));
}
