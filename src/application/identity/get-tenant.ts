import { TenantNotFoundError } from '../../domain/identity/errors.js';
import type { Tenant } from '../../domain/identity/tenant.js';
import type { TenantId } from '../../domain/shared/identifiers.js';
import type { TenantRepository } from './ports/tenant-repository.js';

/** One tenant. */
export class GetTenant {
  constructor(private readonly tenants: TenantRepository) {}

  /** Throws `TenantNotFoundError`. */
  async execute(tenantId: TenantId): Promise<Tenant> {
    const tenant = await this.tenants.find(tenantId);
    if (tenant === undefined) throw new TenantNotFoundError();
    return tenant;
  }
}
