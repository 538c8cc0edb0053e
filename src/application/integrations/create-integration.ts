import { IntegrationTypeMismatchError } from '../../domain/integrations/errors.js';
import type { Integration } from '../../domain/integrations/integration.js';
import type { IntegrationType, VendorId } from '../../domain/integrations/vendor-description.js';
import type { FormValues } from '../../domain/integrations/vendor-form.js';
import { toIntegrationId } from '../../domain/shared/identifiers.js';
import type { TenantId, UserId } from '../../domain/shared/identifiers.js';
import type { Clock } from '../shared/clock.js';
import type { IdGenerator } from '../shared/id-generator.js';
import type { UnitOfWork } from '../shared/unit-of-work.js';
import { viewIntegration } from './integration-view.js';
import type { IntegrationView } from './integration-view.js';
import type { IntegrationRepositories } from './ports/integration-repositories.js';
import type { VendorRegistry } from './ports/vendor-registry.js';
import { readConfig, readCredentials, requireVendor } from './vendor-input.js';

export interface CreateIntegrationInput {
  readonly actorId: UserId;
  readonly tenantId: TenantId;
  readonly vendor: VendorId;
  readonly integrationType: IntegrationType;
  readonly displayName: string;
  readonly credentials: FormValues;
  readonly config: FormValues;
  readonly syncIntervalSeconds: number;
}

/** Connects a vendor. Its first sync is due at once. */
export class CreateIntegration {
  constructor(
    private readonly work: UnitOfWork<IntegrationRepositories>,
    private readonly registry: VendorRegistry,
    private readonly ids: IdGenerator,
    private readonly clock: Clock,
  ) {}

  /**
   * Throws `UnknownVendorError`, `VendorNotAllowedError`, `IntegrationTypeMismatchError`, `InvalidCredentialsError`,
   * `InvalidConfigError` and `IntegrationExistsError`.
   */
  async execute(input: CreateIntegrationInput): Promise<IntegrationView> {
    const vendor = requireVendor(this.registry, input.vendor);
    if (vendor.integrationType !== input.integrationType) throw new IntegrationTypeMismatchError(vendor.integrationType);
    const credentials = readCredentials(vendor, input.credentials);
    const now = this.clock.now();
    const integration: Integration = {
      id: toIntegrationId(this.ids.next()),
      tenantId: input.tenantId,
      vendor: vendor.id,
      integrationType: vendor.integrationType,
      displayName: input.displayName,
      enabled: true,
      condition: 'unreached',
      config: readConfig(this.registry, vendor, input.config),
      syncIntervalSeconds: input.syncIntervalSeconds,
      nextSyncAt: now,
      contact: { lastSyncAt: undefined, lastSuccessAt: undefined, lastErrorAt: undefined, lastErrorMessage: undefined },
      version: 1,
      createdAt: now,
      updatedAt: now,
    };
    await this.work.run(input.tenantId, async (repositories) => {
      await repositories.integrations.add(integration);
      await repositories.credentials.save(input.tenantId, integration.id, credentials);
      await repositories.audit.append(input.tenantId, {
        action: 'integration.created',
        actorId: input.actorId,
        subjectType: 'integration',
        subjectId: integration.id,
        detail: { vendor: vendor.id, credentialFields: Object.keys(credentials) },
      });
    });
    return viewIntegration(integration, credentials, vendor);
  }
}
