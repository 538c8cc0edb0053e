import type { Knex } from 'knex';
import type { UnitOfWork } from '../../application/shared/unit-of-work.js';
import type { TenantId } from '../../domain/shared/identifiers.js';
import type { Database, SqlScope } from './database.js';

/** A transaction that is open already; repositories in a unit of work run in it. */
class OpenTransaction implements SqlScope {
  constructor(
    private readonly sql: Knex,
    private readonly owner: TenantId | 'system',
  ) {}

  tenant<Result>(tenantId: TenantId, work: (sql: Knex) => Promise<Result>): Promise<Result> {
    if (this.owner !== 'system' && this.owner !== tenantId) throw new Error('This transaction belongs to another tenant.');
    return work(this.sql);
  }

  system<Result>(work: (sql: Knex) => Promise<Result>): Promise<Result> {
    if (this.owner !== 'system') throw new Error('This transaction sees one tenant only.');
    return work(this.sql);
  }
}

/** Runs work over repositories made for one transaction. */
export class KnexUnitOfWork<Repositories> implements UnitOfWork<Repositories> {
  constructor(
    private readonly database: Database,
    private readonly repositoriesOf: (scope: SqlScope) => Repositories,
  ) {}

  run<Result>(tenantId: TenantId, work: (repositories: Repositories) => Promise<Result>): Promise<Result> {
    return this.database.tenant(tenantId, (sql) => work(this.repositoriesOf(new OpenTransaction(sql, tenantId))));
  }

  runAsSystem<Result>(work: (repositories: Repositories) => Promise<Result>): Promise<Result> {
    return this.database.system((sql) => work(this.repositoriesOf(new OpenTransaction(sql, 'system'))));
  }
}
