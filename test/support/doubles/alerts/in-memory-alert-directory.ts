import type { AlertDirectory, IntegrationNames } from '../../../../src/application/alerts/ports/alert-directory.js';
import type { IntegrationId, TenantId } from '../../../../src/domain/shared/identifiers.js';
import type { AlertTables } from './alert-tables.js';

export class InMemoryAlertDirectory implements AlertDirectory {
  constructor(private readonly tables: Pick<AlertTables, 'integrations' | 'administrators'>) {}

  async administrators(tenantId: TenantId): Promise<readonly string[]> {
    const mine = this.tables.administrators.filter((administrator) => administrator.tenantId === tenantId);
    return mine.map(({ email }) => email).sort();
  }

  async names(tenantId: TenantId, integrationId: IntegrationId): Promise<IntegrationNames | undefined> {
    const found = this.tables.integrations.get(integrationId);
    if (found === undefined || found.tenantId !== tenantId || found.gone) return undefined;
    const { tenantName, integrationName, vendorName } = found;
    return { tenantName, integrationName, vendorName };
  }
}
