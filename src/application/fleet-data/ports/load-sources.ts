import type { IntegrationId, TenantId } from '../../../domain/shared/identifiers.js';
import type { LoadSource } from './load-source.js';

/** An enabled TMS integration. */
export interface LoadAccount {
  readonly integrationId: IntegrationId;
  /** The vendor's name for people: `McLeod LoadMaster`. */
  readonly displayName: string;
  readonly syncIntervalSeconds: number;
}

export interface OpenLoadSource {
  readonly source: LoadSource;
  /** How answers name this vendor as their source: `truckbase_tms`. */
  readonly dataSource: string;
}

export interface LoadSources {
  /** The tenant's enabled TMS integrations, oldest first. */
  list(tenantId: TenantId): Promise<readonly LoadAccount[]>;
  /** Throws `VendorError` when the vendor cannot be asked: credentials unreadable, integration disabled or deleted. */
  open(tenantId: TenantId, integrationId: IntegrationId, priority: 'user' | 'background'): Promise<OpenLoadSource>;
}
