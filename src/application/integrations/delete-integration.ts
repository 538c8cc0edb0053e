import { IntegrationNotFoundError } from '../../domain/integrations/errors.js';
import type { IntegrationId, TenantId, UserId } from '../../domain/shared/identifiers.js';
import type { UnitOfWork } from '../shared/unit-of-work.js';
import type { IntegrationRepositories } from './ports/integration-repositories.js';

/** Disconnects a vendor: credentials are erased; drivers and history stay readable. */
export class DeleteIntegration {
  constructor(private readonly work: UnitOfWork<IntegrationRepositories>) {}

  /** Throws `IntegrationNotFoundError`. */
  execute(actorId: UserId, tenantId: TenantId, id: IntegrationId): Promise<void> {
    return this.work.run(tenantId, async ({ integrations, credentials, audit }) => {
      const integration = await integrations.find(tenantId, id);
      if (integration === undefined) throw new IntegrationNotFoundError();
      await credentials.erase(tenantId, id);
      await integrations.remove(tenantId, id);
      await audit.append(tenantId, {
        action: 'integration.deleted',
        actorId,
        subjectType: 'integration',
        subjectId: id,
        detail: { vendor: integration.vendor, displayName: integration.displayName },
      });
    });
  }
}
