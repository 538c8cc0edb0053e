import { TenantNotFoundError } from '../../domain/identity/errors.js';
import type { Principal } from '../../domain/identity/principal.js';
import { resolveTenant } from '../../domain/identity/tenant-scope.js';
import type { NamedTenant } from '../../domain/identity/tenant-scope.js';
import type { TenantId } from '../../domain/shared/identifiers.js';
import type { TenantRepository } from './ports/tenant-repository.js';

/** Decides which tenant a request is about. */
export class ScopeRequest {
  constructor(private readonly tenants: TenantRepository) {}

  /** Throws `TenantMismatchError`, `ForbiddenError`, or `TenantNotFoundError` for a SUPER_ADMIN's wrong id. */
  async execute(principal: Principal, named: NamedTenant): Promise<TenantId> {
    const { tenantId, foreign } = resolveTenant(principal, named);
    if (foreign && (await this.tenants.find(tenantId)) === undefined) throw new TenantNotFoundError();
    return tenantId;
  }
}
