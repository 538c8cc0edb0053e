import { CredentialsUnreadableError, IntegrationNotFoundError, InvalidCredentialsError, StaleVersionError } from '../../domain/integrations/errors.js';
import type { Integration } from '../../domain/integrations/integration.js';
import { isMasked } from '../../domain/integrations/masking.js';
import type { VendorDescription } from '../../domain/integrations/vendor-description.js';
import type { FormValues } from '../../domain/integrations/vendor-form.js';
import type { IntegrationId, TenantId, UserId } from '../../domain/shared/identifiers.js';
import type { Secret } from '../../domain/shared/secret.js';
import type { Clock } from '../shared/clock.js';
import type { UnitOfWork } from '../shared/unit-of-work.js';
import { viewIntegration } from './integration-view.js';
import type { IntegrationView } from './integration-view.js';
import type { StoredCredential } from './ports/credential-store.js';
import type { IntegrationRepositories } from './ports/integration-repositories.js';
import type { VendorRegistry } from './ports/vendor-registry.js';
import { readConfig, readCredentials, requireVendor } from './vendor-input.js';

export interface IntegrationChange {
  readonly displayName?: string;
  /** Whole or single fields; a masked value keeps the stored one. */
  readonly credentials?: FormValues;
  readonly config?: FormValues;
  readonly syncIntervalSeconds?: number;
  readonly enabled?: boolean;
}

export interface UpdateIntegrationInput {
  readonly actorId: UserId;
  readonly tenantId: TenantId;
  readonly id: IntegrationId;
  readonly change: IntegrationChange;
  /** From If-Match; undefined changes whatever is there. */
  readonly expectedVersion: number | undefined;
}

type Stored = Readonly<Record<string, StoredCredential>>;

/** Changes an integration. New credentials or switching it on make a sync due at once. */
export class UpdateIntegration {
  constructor(
    private readonly work: UnitOfWork<IntegrationRepositories>,
    private readonly registry: VendorRegistry,
    private readonly clock: Clock,
  ) {}

  /**
   * Throws `IntegrationNotFoundError`, `StaleVersionError`, `InvalidCredentialsError`, `InvalidConfigError`,
   * `IntegrationExistsError`, and `CredentialsUnreadableError` when a masked value stands for one nobody can read.
   */
  execute({ actorId, tenantId, id, change, expectedVersion }: UpdateIntegrationInput): Promise<IntegrationView> {
    return this.work.run(tenantId, async ({ integrations, credentials, audit }) => {
      const integration = await integrations.find(tenantId, id);
      if (integration === undefined) throw new IntegrationNotFoundError();
      if (expectedVersion !== undefined && expectedVersion !== integration.version) throw new StaleVersionError();
      const vendor = requireVendor(this.registry, integration.vendor);
      const stored = await credentials.load(tenantId, id);
      const changed = this.apply(integration, vendor, change);
      if (movesAddress(vendor, integration, changed)) refuseStored(vendor, stored, change.credentials);
      const replaced = change.credentials && mergeCredentials(vendor, stored, change.credentials);
      const saved = await integrations.save(changed);
      if (replaced !== undefined) await credentials.save(tenantId, id, replaced);
      await audit.append(tenantId, {
        action: replaced === undefined ? 'integration.changed' : 'integration.credentials-changed',
        actorId,
        subjectType: 'integration',
        subjectId: id,
        detail: { fields: Object.keys(change), credentialFields: Object.keys(change.credentials ?? {}) },
      });
      return viewIntegration(saved, replaced ?? stored, vendor);
    });
  }

  private apply(integration: Integration, vendor: VendorDescription, change: IntegrationChange): Integration {
    const wakes = change.credentials !== undefined || (change.enabled === true && !integration.enabled);
    return {
      ...integration,
      displayName: change.displayName ?? integration.displayName,
      enabled: change.enabled ?? integration.enabled,
      config: change.config === undefined ? integration.config : readConfig(this.registry, vendor, change.config),
      syncIntervalSeconds: change.syncIntervalSeconds ?? integration.syncIntervalSeconds,
      nextSyncAt: wakes ? this.clock.now() : integration.nextSyncAt,
    };
  }
}

function movesAddress({ configFields }: VendorDescription, before: Integration, after: Integration): boolean {
  return configFields.some(({ name, type }) => type === 'url' && before.config[name] !== after.config[name]);
}

/** Whoever may change an address must not have stored secrets, which nobody can read, sent there. */
function refuseStored({ credentialFields }: VendorDescription, stored: Stored, given: FormValues = {}): void {
  const kept = credentialFields.filter(({ name, type }) => type === 'password' && name in stored && (given[name] === undefined || isMasked(given[name])));
  if (kept.length === 0) return;
  const detail = 'The address changes, and stored credentials are not sent to another one. Enter it again.';
  throw new InvalidCredentialsError(kept.map(({ name }) => ({ pointer: `/credentials/${name}`, code: 'address-changed', detail })));
}

function mergeCredentials(vendor: VendorDescription, stored: Stored, given: FormValues): Readonly<Record<string, Secret<string>>> {
  const entries = Object.entries(given).filter(([, value]) => !isMasked(value));
  const replaced = new Set(entries.map(([field]) => field));
  const kept = vendor.credentialFields.flatMap(({ name, type, required }): [string, string | number][] => {
    const value = stored[name];
    if (value === undefined || replaced.has(name)) return [];
    if (value !== 'unreadable') return [[name, type === 'number' ? Number(value.reveal()) : value.reveal()]];
    if (required || isMasked(given[name])) throw new CredentialsUnreadableError();
    return [];
  });
  return readCredentials(vendor, { ...Object.fromEntries(kept), ...Object.fromEntries(entries) });
}
