import { AlertNotFoundError } from '../../domain/alerts/errors.js';
import type { Incident } from '../../domain/alerts/incident.js';
import type { TenantId, UserId } from '../../domain/shared/identifiers.js';
import type { Clock } from '../shared/clock.js';
import type { UnitOfWork } from '../shared/unit-of-work.js';
import type { AlertRepositories } from './ports/alert-repositories.js';
import type { IncidentRepository } from './ports/incident-repository.js';

export interface AcknowledgeAlertInput {
  readonly tenantId: TenantId;
  readonly id: string;
  readonly actor: { readonly userId: UserId; readonly label: string };
}

/** Somebody has seen it. Reminders go on until it is over. Acknowledging twice keeps the first. */
export class AcknowledgeAlert {
  constructor(
    private readonly work: UnitOfWork<AlertRepositories>,
    private readonly clock: Clock,
  ) {}

  /** Throws `AlertNotFoundError`. */
  execute({ tenantId, id, actor }: AcknowledgeAlertInput): Promise<Incident> {
    return this.work.run(tenantId, async ({ incidents, audit }) => {
      const incident = await inTurn(incidents, tenantId, id);
      if (incident === undefined) throw new AlertNotFoundError();
      if (incident.acknowledgedAt !== undefined) return incident;
      const acknowledged = { ...incident, acknowledgedAt: this.clock.now(), acknowledgedBy: actor.label };
      await incidents.save(acknowledged);
      const subject = { subjectType: 'alert', subjectId: id };
      await audit.append(tenantId, { action: 'alert.acknowledged', actorId: actor.userId, ...subject, detail: {} });
      return acknowledged;
    });
  }
}

/** Saving replaces the whole incident: what others write about the integration must be read first. */
async function inTurn(incidents: IncidentRepository, tenantId: TenantId, id: string): Promise<Incident | undefined> {
  const seen = await incidents.find(tenantId, id);
  if (seen === undefined) return undefined;
  await incidents.findOpen(tenantId, seen.integrationId);
  return incidents.find(tenantId, id);
}
