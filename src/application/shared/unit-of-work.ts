import type { TenantId } from '../../domain/shared/identifiers.js';

/** One transaction over the repositories of a context. No vendor call, mail or sleep inside; no nesting. */
export interface UnitOfWork<Repositories> {
  /** Sees and writes only this tenant's rows. */
  run<Result>(tenantId: TenantId, work: (repositories: Repositories) => Promise<Result>): Promise<Result>;
  /** Sees every tenant's rows: scheduler, key rotation, login, SUPER_ADMIN. */
  runAsSystem<Result>(work: (repositories: Repositories) => Promise<Result>): Promise<Result>;
}
