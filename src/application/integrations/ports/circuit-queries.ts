import type { Circuit } from '../../../domain/integrations/circuit.js';
import type { TenantId } from '../../../domain/shared/identifiers.js';
import type { Page, PageRequest } from '../../../domain/shared/page.js';
import type { KnownCircuit } from '../known-circuit.js';
import type { CircuitKey } from './circuit-store.js';

export interface CircuitQueries {
  /** A circuit nothing ever passed is closed. */
  get(key: CircuitKey): Promise<Circuit>;
  /** Every circuit of a tenant's integrations; of all tenants without one. */
  list(tenantId: TenantId | undefined, page: PageRequest): Promise<Page<KnownCircuit>>;
}
