import type { IntegrationContacts } from '../../../src/application/integrations/ports/integration-contacts.js';
import type { IntegrationRepositories } from '../../../src/application/integrations/ports/integration-repositories.js';
import type { UnitOfWork } from '../../../src/application/shared/unit-of-work.js';
import type { Integration } from '../../../src/domain/integrations/integration.js';
import type { IntegrationId, TenantId } from '../../../src/domain/shared/identifiers.js';
import { someIntegration } from '../../support/doubles/integrations/vendors.js';
import { openedOnce } from '../opened-once.js';

/** The repositories of this context, empty at first. A suite opens them once; its tests use tenants of their own. */
export interface OpenIntegrations {
  /** Each call a transaction of its own. */
  readonly repositories: IntegrationRepositories;
  readonly contacts: IntegrationContacts;
  readonly work: UnitOfWork<IntegrationRepositories>;
  /** A tenant that exists. */
  tenant(): Promise<TenantId>;
  /** Makes one stored credential unreadable. */
  damage(tenantId: TenantId, id: IntegrationId, field: string): Promise<void>;
  close(): Promise<void>;
}

export type OpensIntegrations = () => Promise<OpenIntegrations>;

/** Opens before the tests of a suite and closes after them. */
export const useIntegrations = (open: OpensIntegrations): (() => OpenIntegrations) => openedOnce(open);

/** Adds an integration, of a new tenant unless one is given. */
export async function addIntegration(opened: OpenIntegrations, fields: Partial<Integration> = {}): Promise<Integration> {
  const integration = someIntegration(fields.tenantId ?? (await opened.tenant()), fields);
  await opened.repositories.integrations.add(integration);
  return integration;
}
