import type { VendorStanding } from '../../../domain/hours-of-service/hos-answer.js';
import type { IntegrationId, TenantId } from '../../../domain/shared/identifiers.js';
import type { HosSource } from './hos-source.js';

/** An integration's ELD vendor, ready to be asked. */
export interface OpenHosSource {
  readonly source: HosSource;
  /** How answers name this vendor as their source: `samsara_eld`. */
  readonly dataSource: string;
  /** What circuit and rate limit have said to this source's requests so far; nothing before the first. */
  readonly standing?: () => VendorStanding | undefined;
}

/** Reads a user waits for go before background ones where the vendor limits requests. */
export type ReadPriority = 'user' | 'background';

export interface HosSources {
  /** Throws `VendorError` when the stored credentials cannot be read, and what the integration's state forbids. */
  open(tenantId: TenantId, integrationId: IntegrationId, priority: ReadPriority): Promise<OpenHosSource>;
}
