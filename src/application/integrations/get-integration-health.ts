import type { Circuit } from '../../domain/integrations/circuit.js';
import { IntegrationNotFoundError } from '../../domain/integrations/errors.js';
import { statusOf } from '../../domain/integrations/integration.js';
import type { Integration, IntegrationStatus } from '../../domain/integrations/integration.js';
import type { IntegrationId, TenantId } from '../../domain/shared/identifiers.js';
import type { CircuitQueries } from './ports/circuit-queries.js';
import type { FleetFreshness, IntegrationHealthQueries } from './ports/integration-health-queries.js';
import type { IntegrationRepository } from './ports/integration-repository.js';
import type { LastHosAnswer, LastHosAnswers } from './ports/last-hos-answers.js';

export interface IntegrationHealth {
  readonly integration: Integration;
  readonly status: IntegrationStatus;
  readonly freshness: FleetFreshness;
  readonly circuit: Circuit;
  readonly openIncidents: number;
  /** How this replica's last answer about a driver of it came about; another replica may have given a later one. */
  readonly lastHosAnswer: LastHosAnswer | undefined;
}

/** How a connection is doing. */
export class GetIntegrationHealth {
  constructor(
    private readonly integrations: IntegrationRepository,
    private readonly health: IntegrationHealthQueries,
    private readonly circuits: CircuitQueries,
    private readonly hosAnswers: LastHosAnswers,
    private readonly staleAfterSeconds: number,
  ) {}

  /** Throws `IntegrationNotFoundError`. */
  async execute(tenantId: TenantId, id: IntegrationId): Promise<IntegrationHealth> {
    const integration = await this.integrations.find(tenantId, id);
    if (integration === undefined) throw new IntegrationNotFoundError();
    const freshness = await this.health.freshness(tenantId, id, this.staleAfterSeconds);
    const circuit = await this.circuits.get({ tenantId, integrationId: id });
    const openIncidents = await this.health.openIncidents(tenantId, id);
    const lastHosAnswer = this.hosAnswers.find(integration);
    return { integration, status: statusOf(integration), freshness, circuit, openIncidents, lastHosAnswer };
  }
}
