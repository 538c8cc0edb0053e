import type { TenantId } from '../../domain/shared/identifiers.js';
import type { Page, PageRequest } from '../../domain/shared/page.js';
import type { KnownCircuit } from './known-circuit.js';
import type { CircuitQueries } from './ports/circuit-queries.js';

/** The circuits between tenants and their vendors. */
export class ListCircuits {
  constructor(private readonly circuits: CircuitQueries) {}

  /** Without a tenant: those of all. */
  execute(tenantId: TenantId | undefined, page: PageRequest): Promise<Page<KnownCircuit>> {
    return this.circuits.list(tenantId, page);
  }
}
