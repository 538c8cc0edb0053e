import { OwnAccountError, TenantNotFoundError } from '../../domain/identity/errors.js';
import type { Principal } from '../../domain/identity/principal.js';
import type { Tenant } from '../../domain/identity/tenant.js';
import type { TenantId } from '../../domain/shared/identifiers.js';
import type { UnitOfWork } from '../shared/unit-of-work.js';
import type { IdentityRepositories } from './ports/identity-repositories.js';

export interface UpdateTenantInput {
  readonly actor: Principal;
  readonly tenantId: TenantId;
  readonly change: { readonly name?: string; readonly isActive?: boolean };
}

/** Renames a tenant, or switches it off: its users' tokens stop working within ten seconds. */
export class UpdateTenant {
  constructor(private readonly work: UnitOfWork<IdentityRepositories>) {}

  /** Throws `TenantNotFoundError`, and `OwnAccountError` when the actor would switch off their own tenant. */
  execute({ actor, tenantId, change }: UpdateTenantInput): Promise<Tenant> {
    if (change.isActive === false && tenantId === actor.tenantId) throw new OwnAccountError();
    return this.work.runAsSystem(async ({ tenants, audit }) => {
      const tenant = await tenants.find(tenantId);
      if (tenant === undefined) throw new TenantNotFoundError();
      const changed = { ...tenant, ...change };
      await tenants.save(changed);
      await audit.append(tenantId, {
        action: 'tenant.changed',
        actorId: actor.userId,
        subjectType: 'tenant',
        subjectId: tenantId,
        detail: { ...change },
      });
      return changed;
    });
  }
}
