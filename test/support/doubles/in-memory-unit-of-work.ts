import { AsyncLocalStorage } from 'node:async_hooks';
import type { UnitOfWork } from '../../../src/application/shared/unit-of-work.js';
import type { TenantId } from '../../../src/domain/shared/identifiers.js';

/** Whose rows a repository may touch. Both throw where a transaction on PostgreSQL would not show the rows. */
export interface MemoryScope {
  tenant(tenantId: TenantId): void;
  system(): void;
}

/** Outside a unit of work every call is a transaction of its own, for whom it likes. */
export const OWN_TRANSACTIONS: MemoryScope = { tenant: () => undefined, system: () => undefined };

/** Rows by key. Rows are replaced, never changed in place. */
export class MemoryTable<Row> {
  #rows = new Map<string, Row>();

  get(key: string): Row | undefined {
    return this.#rows.get(key);
  }

  set(key: string, row: Row): void {
    this.#rows.set(key, row);
  }

  delete(key: string): void {
    this.#rows.delete(key);
  }

  /** In the order they were first set. */
  entries(): [string, Row][] {
    return [...this.#rows];
  }

  rows(): Row[] {
    return [...this.#rows.values()];
  }

  /** Remembers the rows as they are; calling the result brings them back. */
  remember(): () => void {
    const kept = new Map(this.#rows);
    return () => {
      this.#rows = kept;
    };
  }
}

/** Runs one piece of work after the other, and takes back what a failed one wrote to the tables. */
export class InMemoryUnitOfWork<Repositories> implements UnitOfWork<Repositories> {
  readonly #inside = new AsyncLocalStorage<true>();
  #last: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly tables: readonly Pick<MemoryTable<unknown>, 'remember'>[],
    private readonly repositoriesOf: (scope: MemoryScope) => Repositories,
  ) {}

  run<Result>(tenantId: TenantId, work: (repositories: Repositories) => Promise<Result>): Promise<Result> {
    return this.#inTurn(() => work(this.repositoriesOf(new OpenScope(tenantId))));
  }

  runAsSystem<Result>(work: (repositories: Repositories) => Promise<Result>): Promise<Result> {
    return this.#inTurn(() => work(this.repositoriesOf(new OpenScope('system'))));
  }

  async #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.#inside.getStore() === true) throw new Error('Units of work do not nest.');
    const running = this.#last.then(() => this.#inside.run(true, () => this.#atomically(work)));
    this.#last = running.catch(() => undefined);
    return running;
  }

  async #atomically<Result>(work: () => Promise<Result>): Promise<Result> {
    const restores = this.tables.map((table) => table.remember());
    try {
      return await work();
    } catch (error) {
      for (const restore of restores) restore();
      throw error;
    }
  }
}

class OpenScope implements MemoryScope {
  constructor(private readonly owner: TenantId | 'system') {}

  tenant(tenantId: TenantId): void {
    if (this.owner !== 'system' && this.owner !== tenantId) throw new Error('This transaction belongs to another tenant.');
  }

  system(): void {
    if (this.owner !== 'system') throw new Error('This transaction sees one tenant only.');
  }
}
