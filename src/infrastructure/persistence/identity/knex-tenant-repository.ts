import type { TenantRepository } from '../../../application/identity/ports/tenant-repository.js';
import type { Tenant } from '../../../domain/identity/tenant.js';
import { toTenantId } from '../../../domain/shared/identifiers.js';
import type { TenantId } from '../../../domain/shared/identifiers.js';
import type { Page, PageRequest } from '../../../domain/shared/page.js';
import type { SqlScope } from '../database.js';

interface TenantRow {
  id: string;
  name: string;
  is_active: boolean;
  created_at: Date;
}

export class KnexTenantRepository implements TenantRepository {
  constructor(private readonly scope: SqlScope) {}

  find(tenantId: TenantId): Promise<Tenant | undefined> {
    return this.scope.tenant(tenantId, async (sql) => {
      const row = await sql<TenantRow>('tenant').where({ id: tenantId }).first();
      return row && toTenant(row);
    });
  }

  list({ limit, offset }: PageRequest): Promise<Page<Tenant>> {
    return this.scope.system(async (sql) => {
      const rows = await sql<TenantRow>('tenant').orderBy(['created_at', 'id']).limit(limit).offset(offset);
      const counted = await sql('tenant').count<{ total: number }[]>({ total: '*' });
      return { items: rows.map(toTenant), total: counted[0]?.total ?? 0 };
    });
  }

  async add(tenant: Tenant): Promise<void> {
    await this.scope.tenant(tenant.id, (sql) => sql<TenantRow>('tenant').insert(toRow(tenant)));
  }

  async save(tenant: Tenant): Promise<void> {
    const { id, ...fields } = toRow(tenant);
    await this.scope.tenant(tenant.id, (sql) => sql<TenantRow>('tenant').where({ id }).update(fields));
  }
}

function toTenant(row: TenantRow): Tenant {
  return { id: toTenantId(row.id), name: row.name, isActive: row.is_active, createdAt: row.created_at };
}

function toRow({ id, name, isActive, createdAt }: Tenant): TenantRow {
  return { id, name, is_active: isActive, created_at: createdAt };
}
