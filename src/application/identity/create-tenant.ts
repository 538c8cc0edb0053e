import type { Principal } from '../../domain/identity/principal.js';
import type { Tenant } from '../../domain/identity/tenant.js';
import { toTenantId } from '../../domain/shared/identifiers.js';
import type { Clock } from '../shared/clock.js';
import type { IdGenerator } from '../shared/id-generator.js';
import type { UnitOfWork } from '../shared/unit-of-work.js';
import type { IdentityRepositories } from './ports/identity-repositories.js';

/** Makes a tenant. Names need not be unique. */
export class CreateTenant {
  constructor(
    private readonly work: UnitOfWork<IdentityRepositories>,
    private readonly ids: IdGenerator,
    private readonly clock: Clock,
  ) {}

  async execute(actor: Principal, name: string): Promise<Tenant> {
    const tenant = { id: toTenantId(this.ids.next()), name, isActive: true, createdAt: this.clock.now() };
    await this.work.runAsSystem(async ({ tenants, audit }) => {
      await tenants.add(tenant);
      await audit.append(tenant.id, {
        action: 'tenant.created',
        actorId: actor.userId,
        subjectType: 'tenant',
        subjectId: tenant.id,
        detail: { name },
      });
    });
    return tenant;
  }
}
