import type { TenantRepository } from '../../../../src/application/identity/ports/tenant-repository.js';
import type { Tenant } from '../../../../src/domain/identity/tenant.js';
import type { TenantId } from '../../../../src/domain/shared/identifiers.js';
import type { Page, PageRequest } from '../../../../src/domain/shared/page.js';
import { OWN_TRANSACTIONS } from '../in-memory-unit-of-work.js';
import { byAge, pageOf } from '../memory-page.js';
import type { IdentityTables } from './identity-tables.js';

export class InMemoryTenants implements TenantRepository {
  constructor(
    private readonly tables: Pick<IdentityTables, 'tenants'>,
    private readonly scope = OWN_TRANSACTIONS,
  ) {}

  async find(tenantId: TenantId): Promise<Tenant | undefined> {
    this.scope.tenant(tenantId);
    return this.tables.tenants.get(tenantId);
  }

  async list(page: PageRequest): Promise<Page<Tenant>> {
    this.scope.system();
    return pageOf(this.tables.tenants.rows().sort(byAge), page);
  }

  async add(tenant: Tenant): Promise<void> {
    this.scope.tenant(tenant.id);
    this.tables.tenants.set(tenant.id, tenant);
  }

  async save(tenant: Tenant): Promise<void> {
    this.scope.tenant(tenant.id);
    if (this.tables.tenants.get(tenant.id) !== undefined) this.tables.tenants.set(tenant.id, tenant);
  }
}
