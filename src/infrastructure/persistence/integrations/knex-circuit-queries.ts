import type { Knex } from 'knex';
import type { KnownCircuit } from '../../../application/integrations/known-circuit.js';
import type { CircuitQueries } from '../../../application/integrations/ports/circuit-queries.js';
import type { CircuitKey } from '../../../application/integrations/ports/circuit-store.js';
import { CLOSED_CIRCUIT } from '../../../domain/integrations/circuit.js';
import type { Circuit } from '../../../domain/integrations/circuit.js';
import { toIntegrationId, toTenantId } from '../../../domain/shared/identifiers.js';
import type { TenantId } from '../../../domain/shared/identifiers.js';
import type { Page, PageRequest } from '../../../domain/shared/page.js';
import type { SqlScope } from '../database.js';
import { toCircuit } from './circuit-rows.js';
import type { CircuitRow } from './circuit-rows.js';

interface KnownCircuitRow extends CircuitRow {
  tenant_id: string;
  id: string;
  vendor: string;
}

export class KnexCircuitQueries implements CircuitQueries {
  constructor(private readonly scope: SqlScope) {}

  get({ tenantId, integrationId }: CircuitKey): Promise<Circuit> {
    return this.scope.tenant(tenantId, async (sql) => {
      const [row] = await sql('circuit').where({ tenant_id: tenantId, integration_id: integrationId }).select<CircuitRow[]>('*');
      return row === undefined ? CLOSED_CIRCUIT : toCircuit(row);
    });
  }

  list(tenantId: TenantId | undefined, page: PageRequest): Promise<Page<KnownCircuit>> {
    return tenantId === undefined
      ? this.scope.system((sql) => listed(sql('circuit as c'), page))
      : this.scope.tenant(tenantId, (sql) => listed(sql('circuit as c').where('c.tenant_id', tenantId), page));
  }
}

async function listed(circuits: Knex.QueryBuilder, { limit, offset }: PageRequest): Promise<Page<KnownCircuit>> {
  const alive = circuits.join('integration as i', 'i.id', 'c.integration_id').whereNull('i.deleted_at');
  const rows = await alive
    .clone()
    .select<KnownCircuitRow[]>('c.*', 'i.id', 'i.vendor')
    .orderBy(['i.created_at', 'i.id'])
    .limit(limit)
    .offset(offset);
  const counted = await alive.clone().count<{ total: number }[]>({ total: '*' });
  return { items: rows.map(toKnown), total: counted[0]?.total ?? 0 };
}

function toKnown(row: KnownCircuitRow): KnownCircuit {
  return {
    tenantId: toTenantId(row.tenant_id),
    integrationId: toIntegrationId(row.id),
    vendor: row.vendor,
    circuit: toCircuit(row),
  };
}
