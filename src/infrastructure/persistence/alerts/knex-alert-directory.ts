import type { AlertDirectory, IntegrationNames } from '../../../application/alerts/ports/alert-directory.js';
import type { VendorRegistry } from '../../../application/integrations/ports/vendor-registry.js';
import type { IntegrationId, TenantId } from '../../../domain/shared/identifiers.js';
import type { SqlScope } from '../database.js';

interface NamesRow {
  tenant: string;
  integration: string;
  vendor: string;
}

export class KnexAlertDirectory implements AlertDirectory {
  constructor(
    private readonly scope: SqlScope,
    private readonly vendors: VendorRegistry,
  ) {}

  administrators(tenantId: TenantId): Promise<readonly string[]> {
    return this.scope.tenant(tenantId, async (sql) => {
      const rows = await sql('app_user')
        .where({ tenant_id: tenantId, is_active: true })
        .whereIn('role', ['ADMIN', 'SUPER_ADMIN'])
        .orderBy('email')
        .select<{ email: string }[]>('email');
      return rows.map(({ email }) => email);
    });
  }

  names(tenantId: TenantId, integrationId: IntegrationId): Promise<IntegrationNames | undefined> {
    return this.scope.tenant(tenantId, async (sql) => {
      const [row] = await sql('integration as i')
        .join('tenant as t', 't.id', 'i.tenant_id')
        .where({ 'i.tenant_id': tenantId, 'i.id': integrationId, 'i.deleted_at': null })
        .select<NamesRow[]>('t.name as tenant', 'i.display_name as integration', 'i.vendor');
      if (row === undefined) return undefined;
      const vendorName = this.vendors.find(row.vendor)?.displayName ?? row.vendor;
      return { tenantName: row.tenant, integrationName: row.integration, vendorName };
    });
  }
}
