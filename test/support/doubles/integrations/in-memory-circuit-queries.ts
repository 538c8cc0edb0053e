import type { KnownCircuit } from '../../../../src/application/integrations/known-circuit.js';
import type { CircuitQueries } from '../../../../src/application/integrations/ports/circuit-queries.js';
import type { CircuitKey } from '../../../../src/application/integrations/ports/circuit-store.js';
import { CLOSED_CIRCUIT } from '../../../../src/domain/integrations/circuit.js';
import type { Circuit } from '../../../../src/domain/integrations/circuit.js';
import type { TenantId } from '../../../../src/domain/shared/identifiers.js';
import type { Page, PageRequest } from '../../../../src/domain/shared/page.js';
import { byAge, pageOf } from '../memory-page.js';
import { nameOf } from './in-memory-circuit-store.js';
import type { InMemoryCircuitStore } from './in-memory-circuit-store.js';
import type { IntegrationTables } from './integration-tables.js';

export class InMemoryCircuitQueries implements CircuitQueries {
  constructor(
    private readonly store: Pick<InMemoryCircuitStore, 'circuits'>,
    private readonly tables: Pick<IntegrationTables, 'integrations'>,
  ) {}

  async get(key: CircuitKey): Promise<Circuit> {
    return this.store.circuits.get(nameOf(key)) ?? CLOSED_CIRCUIT;
  }

  async list(tenantId: TenantId | undefined, page: PageRequest): Promise<Page<KnownCircuit>> {
    const alive = this.tables.integrations.rows().flatMap(({ integration, deleted }) => (deleted ? [] : [integration]));
    const wanted = alive.filter((integration) => tenantId === undefined || integration.tenantId === tenantId).sort(byAge);
    const known = wanted.flatMap(({ tenantId: owner, id, vendor }): KnownCircuit[] => {
      const circuit = this.store.circuits.get(nameOf({ tenantId: owner, integrationId: id }));
      return circuit === undefined ? [] : [{ tenantId: owner, integrationId: id, vendor, circuit }];
    });
    return pageOf(known, page);
  }
}
