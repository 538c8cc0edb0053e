import type { IncidentRepository } from '../../../../src/application/alerts/ports/incident-repository.js';
import type { Incident } from '../../../../src/domain/alerts/incident.js';
import type { IntegrationId, TenantId } from '../../../../src/domain/shared/identifiers.js';
import { OWN_TRANSACTIONS } from '../in-memory-unit-of-work.js';
import type { AlertTables } from './alert-tables.js';

export class InMemoryIncidents implements IncidentRepository {
  constructor(
    private readonly tables: Pick<AlertTables, 'incidents'>,
    private readonly scope = OWN_TRANSACTIONS,
  ) {}

  async find(tenantId: TenantId, id: string): Promise<Incident | undefined> {
    this.scope.tenant(tenantId);
    const incident = this.tables.incidents.get(id);
    return incident?.tenantId === tenantId ? incident : undefined;
  }

  async findOpen(tenantId: TenantId, integrationId: IntegrationId): Promise<Incident | undefined> {
    return this.of(tenantId, integrationId).find(({ resolvedAt }) => resolvedAt === undefined);
  }

  async findLast(tenantId: TenantId, integrationId: IntegrationId): Promise<Incident | undefined> {
    const over = this.of(tenantId, integrationId).filter(({ resolvedAt }) => resolvedAt !== undefined);
    return over.toSorted((a, b) => (b.resolvedAt?.getTime() ?? 0) - (a.resolvedAt?.getTime() ?? 0))[0];
  }

  async save(incident: Incident): Promise<void> {
    const open = await this.findOpen(incident.tenantId, incident.integrationId);
    const second = open !== undefined && open.id !== incident.id && incident.resolvedAt === undefined;
    if (second) throw new Error('An integration has at most one open incident.');
    this.tables.incidents.set(incident.id, incident);
  }

  private of(tenantId: TenantId, integrationId: IntegrationId): readonly Incident[] {
    this.scope.tenant(tenantId);
    return this.tables.incidents.rows().filter((incident) => incident.tenantId === tenantId && incident.integrationId === integrationId);
  }
}
