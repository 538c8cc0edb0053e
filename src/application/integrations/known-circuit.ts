import type { Circuit } from '../../domain/integrations/circuit.js';
import type { IntegrationId, TenantId } from '../../domain/shared/identifiers.js';

/** The circuit of an integration, with whose it is. */
export interface KnownCircuit {
  readonly tenantId: TenantId;
  readonly integrationId: IntegrationId;
  readonly vendor: string;
  readonly circuit: Circuit;
}
