import type { IntegrationId, TenantId } from '../shared/identifiers.js';
import type { IntegrationType, VendorId } from './vendor-description.js';

/** `CONFIGURED`: never reached yet. `ERROR`: the last contact failed; it is still read and synced. */
export const INTEGRATION_STATUSES = ['CONFIGURED', 'ACTIVE', 'ERROR', 'DISABLED'] as const;
export type IntegrationStatus = (typeof INTEGRATION_STATUSES)[number];

export type IntegrationConfig = Readonly<Record<string, string | number | boolean>>;

export const SYNC_INTERVAL_SECONDS = { min: 60, max: 86_400, default: 300 } as const;

/** What happened at the vendor last. */
export interface IntegrationContact {
  readonly lastSyncAt: Date | undefined;
  readonly lastSuccessAt: Date | undefined;
  readonly lastErrorAt: Date | undefined;
  readonly lastErrorMessage: string | undefined;
}

/** One tenant's connection to one vendor, without its credentials. */
export interface Integration {
  readonly id: IntegrationId;
  readonly tenantId: TenantId;
  readonly vendor: VendorId;
  readonly integrationType: IntegrationType;
  readonly displayName: string;
  readonly enabled: boolean;
  /** The outcome of the last contact; `statusOf` says what people see. */
  readonly condition: 'unreached' | 'reached' | 'failing';
  readonly config: IntegrationConfig;
  readonly syncIntervalSeconds: number;
  readonly nextSyncAt: Date;
  readonly contact: IntegrationContact;
  /** Counts changes people make; syncs do not move it. */
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export function statusOf(integration: Pick<Integration, 'enabled' | 'condition'>): IntegrationStatus {
  if (!integration.enabled) return 'DISABLED';
  switch (integration.condition) {
    case 'unreached':
      return 'CONFIGURED';
    case 'reached':
      return 'ACTIVE';
    case 'failing':
      return 'ERROR';
  }
}

/** Integrations of these types are synced in the background; the others are read on demand, or not at all yet. */
export function isSynced(type: IntegrationType): boolean {
  return type === 'HOS_ELD' || type === 'TMS';
}
