import type { TenantId } from '../../../domain/shared/identifiers.js';
import type { Page, PageRequest } from '../../../domain/shared/page.js';
import type { Tenant } from '../../../domain/identity/tenant.js';

export interface TenantRepository {
  find(tenantId: TenantId): Promise<Tenant | undefined>;
  /** Every tenant, oldest first. Needs a system scope. */
  list(page: PageRequest): Promise<Page<Tenant>>;
  add(tenant: Tenant): Promise<void>;
  save(tenant: Tenant): Promise<void>;
}
