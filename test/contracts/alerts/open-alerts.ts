import type { AlertDirectory } from '../../../src/application/alerts/ports/alert-directory.js';
import type { AlertQueries } from '../../../src/application/alerts/ports/alert-queries.js';
import type { AlertRepositories } from '../../../src/application/alerts/ports/alert-repositories.js';
import type { OutboxEntry, OutboxQueue } from '../../../src/application/alerts/ports/outbox.js';
import type { UnitOfWork } from '../../../src/application/shared/unit-of-work.js';
import type { Role } from '../../../src/domain/identity/role.js';
import type { IntegrationId, TenantId } from '../../../src/domain/shared/identifiers.js';
import { CountingIds } from '../../support/doubles/counting-ids.js';
import { givenAlert } from '../../support/given-alert.js';
import { openedOnce } from '../opened-once.js';

export interface GivenRun {
  readonly what: 'success' | 'partial' | 'failed' | 'live';
  readonly minutesAgo: number;
  readonly code?: string;
}

export interface GivenDriver {
  readonly ageSeconds: number;
  readonly isActive?: boolean;
  readonly overridden?: boolean;
}

/** The ports of this context, empty at first. A suite opens them once; its tests use tenants of their own. */
export interface OpenAlerts {
  /** Each call a transaction of its own. */
  readonly repositories: AlertRepositories;
  readonly work: UnitOfWork<AlertRepositories>;
  readonly queue: OutboxQueue;
  readonly queries: AlertQueries;
  readonly directory: AlertDirectory;
  tenant(name?: string): Promise<TenantId>;
  /** An HOS integration of Samsara, named `Trucks`. */
  integration(tenantId: TenantId, fields?: { readonly enabled?: boolean; readonly type?: string }): Promise<IntegrationId>;
  removeIntegration(tenantId: TenantId, id: IntegrationId): Promise<void>;
  person(tenantId: TenantId, email: string, role: Role, isActive?: boolean): Promise<void>;
  run(tenantId: TenantId, integrationId: IntegrationId, run: GivenRun): Promise<void>;
  driver(tenantId: TenantId, integrationId: IntegrationId, driver: GivenDriver): Promise<void>;
  /** Lets the lease of a message, or its wait, be over. */
  makeDue(id: string): Promise<void>;
  close(): Promise<void>;
}

export type OpensAlerts = () => Promise<OpenAlerts>;

/** Opens before the tests of a suite and closes after them. */
export const useAlerts = (open: OpensAlerts): (() => OpenAlerts) => openedOnce(open);

const ids = new CountingIds(0xe27);

/** A mail to Ann about nothing in particular. */
export function someEntry(tenantId: TenantId, fields: Partial<OutboxEntry> = {}): OutboxEntry {
  return { id: ids.next(), tenantId, incidentId: undefined, recipient: { channel: 'email', address: 'ann@example.com' }, message: givenAlert(), ...fields };
}
