import type { LiveHosReads } from '../../application/hours-of-service/live-hos-reads.js';
import type { WebhookAccount, WebhookEffects } from '../../application/integrations/ports/webhook-effects.js';
import type { StartSync } from '../../application/sync-history/start-sync.js';
import type { IntegrationId, TenantId } from '../../domain/shared/identifiers.js';

export interface LinkedDrivers {
  has(tenantId: TenantId, integrationId: IntegrationId, externalDriverId: string): Promise<boolean>;
}

/** Gives what a vendor pushed to the contexts it concerns. */
export class UseCaseWebhookEffects implements WebhookEffects {
  constructor(
    private readonly drivers: LinkedDrivers,
    private readonly live: LiveHosReads,
    private readonly sync: StartSync,
  ) {}

  async refreshHours({ tenantId, integrationId }: WebhookAccount, externalDriverId: string): Promise<'refreshed' | 'unknown-driver'> {
    if (!(await this.drivers.has(tenantId, integrationId, externalDriverId))) return 'unknown-driver';
    await this.live.fetchAnew({ tenantId, integrationId, externalDriverId });
    return 'refreshed';
  }

  startSync({ tenantId, integrationId }: WebhookAccount, toldAt: Date): Promise<'started' | 'covered' | 'wait'> {
    return this.sync.execute({ tenantId, integrationId, trigger: 'webhook', toldAt });
  }
}
