import type { Knex } from 'knex';
import type { LeasedRun, SyncOrder, SyncRunStore } from '../../../application/sync-history/ports/sync-run-store.js';
import type { IdGenerator } from '../../../application/shared/id-generator.js';
import { nextSyncAt, phaseOf } from '../../../domain/integrations/sync-schedule.js';
import { toIntegrationId, toSyncRunId, toTenantId } from '../../../domain/shared/identifiers.js';
import type { IntegrationId, TenantId } from '../../../domain/shared/identifiers.js';
import type { WorkLease } from '../../../domain/shared/work-lease.js';
import type { SyncOutcome, SyncRun } from '../../../domain/sync-history/sync-run.js';
import type { SqlScope } from '../database.js';
import { settleOnIntegration } from './settle-on-integration.js';
import { syncTypeOf } from './sync-type-of.js';
import { toLeasedRun, toSyncRun } from './sync-rows.js';
import type { SyncRunRow } from './sync-rows.js';

const DUE = `
  with due as materialized (
    select i.id from integration i
    where i.enabled and i.deleted_at is null and i.next_sync_at <= clock_timestamp() and i.integration_type = any(?::text[])
      and not exists (select from sync_run r where r.integration_id = i.id and r.status = 'running')
    order by i.next_sync_at limit ? for update of i skip locked)
  select i.id, i.tenant_id, i.integration_type, i.sync_interval_seconds, i.next_sync_at, clock_timestamp() as now
  from due join integration i using (id)`;

const TAKE_OVER = `
  with expired as materialized (
    select id from sync_run where status = 'running' and lease_until < clock_timestamp()
    order by lease_until limit ? for update skip locked)
  update sync_run r set fencing = fencing + 1, lease_until = clock_timestamp() + make_interval(secs => ?)
  from expired where r.id = expired.id returning r.*`;

interface DueRow {
  id: string;
  tenant_id: string;
  integration_type: string;
  sync_interval_seconds: number;
  next_sync_at: Date;
  now: Date;
}

/** Integration types whose sync exists. */
const SYNCED_TYPES = ['HOS_ELD', 'TMS'];

export class KnexSyncRunStore implements SyncRunStore {
  constructor(
    private readonly scope: SqlScope,
    private readonly ids: IdGenerator,
    private readonly leaseSeconds: number,
  ) {}

  start(order: SyncOrder): Promise<{ kind: 'started'; run: LeasedRun } | { kind: 'joined'; lease: WorkLease }> {
    return this.scope.tenant(order.tenantId, async (sql) => {
      for (;;) {
        const run = await this.insert(sql, order);
        if (run !== undefined) return { kind: 'started', run };
        const running = await sql<SyncRunRow>('sync_run')
          .where({ tenant_id: order.tenantId, integration_id: order.integrationId, status: 'running' })
          .first();
        if (running !== undefined) return { kind: 'joined', lease: toLeasedRun(running).lease };
      }
    });
  }

  startDue(limit: number): Promise<readonly LeasedRun[]> {
    return this.scope.system(async (sql) => {
      const { rows } = await sql.raw<{ rows: DueRow[] }>(DUE, [SYNCED_TYPES, limit]);
      const started: LeasedRun[] = [];
      for (const row of rows) {
        const integrationId = toIntegrationId(row.id);
        const slot = { dueAt: row.next_sync_at, intervalSeconds: row.sync_interval_seconds, now: row.now, phase: phaseOf(row.id) };
        await sql('integration').where({ id: row.id }).update({ next_sync_at: nextSyncAt(slot) });
        const tenantId = toTenantId(row.tenant_id);
        const syncType = syncTypeOf(row.integration_type);
        const run = await this.insert(sql, { tenantId, integrationId, syncType, trigger: 'schedule', rosterConfirmed: false });
        if (run !== undefined) started.push(run);
      }
      return started;
    });
  }

  takeOver(limit: number): Promise<readonly LeasedRun[]> {
    if (limit <= 0) return Promise.resolve([]);
    return this.scope.system(async (sql) => {
      const { rows } = await sql.raw<{ rows: SyncRunRow[] }>(TAKE_OVER, [limit, this.leaseSeconds]);
      return rows.map(toLeasedRun);
    });
  }

  async heartbeat(lease: WorkLease): Promise<boolean> {
    const lease_until = (sql: Knex): Knex.Raw => this.leaseEnd(sql);
    const rows = await this.scope.tenant(lease.tenantId, (sql) => held(sql, lease).update({ lease_until: lease_until(sql) }));
    return rows > 0;
  }

  settle(lease: WorkLease, { status, counts, problem }: SyncOutcome): Promise<boolean> {
    return this.scope.tenant(lease.tenantId, async (sql) => {
      const settled = await held(sql, lease).update({
        status,
        completed_at: sql.raw('clock_timestamp()'),
        lease_until: null,
        records_processed: counts.processed,
        records_created: counts.created,
        records_updated: counts.updated,
        records_failed: counts.failed,
        error_code: problem?.code ?? null,
        error_message: problem?.message ?? null,
      });
      if (settled === 0) return false;
      await settleOnIntegration(sql, lease, status, problem);
      return true;
    });
  }

  async handBack(lease: WorkLease): Promise<void> {
    await this.scope.tenant(lease.tenantId, (sql) => held(sql, lease).update({ lease_until: sql.raw("'-infinity'::timestamptz") }));
  }

  find(tenantId: TenantId, runId: WorkLease['runId']): Promise<SyncRun | undefined> {
    return this.scope.tenant(tenantId, async (sql) => {
      const row = await sql<SyncRunRow>('sync_run').where({ tenant_id: tenantId, id: runId }).first();
      return row && toSyncRun(row);
    });
  }

  latest(tenantId: TenantId, integrationId: IntegrationId): Promise<SyncRun | undefined> {
    return this.scope.tenant(tenantId, async (sql) => {
      const runs = sql<SyncRunRow>('sync_run').where({ tenant_id: tenantId, integration_id: integrationId });
      const row = await runs.orderBy('started_at', 'desc').first();
      return row && toSyncRun(row);
    });
  }

  private async insert(sql: Knex, order: SyncOrder): Promise<LeasedRun | undefined> {
    const rows = await sql<SyncRunRow>('sync_run')
      .insert({
        id: toSyncRunId(this.ids.next()),
        tenant_id: order.tenantId,
        integration_id: order.integrationId,
        sync_type: order.syncType,
        trigger: order.trigger,
        status: 'running',
        roster_confirmed: order.rosterConfirmed,
        lease_until: this.leaseEnd(sql),
      })
      .onConflict(sql.raw("(integration_id) where status = 'running'"))
      .ignore()
      .returning('*');
    return rows[0] && toLeasedRun(rows[0]);
  }

  private leaseEnd(sql: Knex): Knex.Raw {
    return sql.raw('clock_timestamp() + make_interval(secs => ?)', [this.leaseSeconds]);
  }
}

function held(sql: Knex, { tenantId, runId, fencing }: WorkLease): Knex.QueryBuilder {
  return sql('sync_run').where({ tenant_id: tenantId, id: runId, fencing, status: 'running' });
}
