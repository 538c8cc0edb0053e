import type { Tenant } from '../../domain/identity/tenant.js';
import type { Page, PageRequest } from '../../domain/shared/page.js';
import type { UnitOfWork } from '../shared/unit-of-work.js';
import type { IdentityRepositories } from './ports/identity-repositories.js';

/** Every tenant of this installation. */
export class ListTenants {
  constructor(private readonly work: UnitOfWork<IdentityRepositories>) {}

  execute(page: PageRequest): Promise<Page<Tenant>> {
    return this.work.runAsSystem(({ tenants }) => tenants.list(page));
  }
}
