import type { CredentialRotation, RewrapResult } from '../../../application/integrations/ports/credential-rotation.js';
import { toIntegrationId, toTenantId } from '../../../domain/shared/identifiers.js';
import type { CredentialBinding, CredentialCipher } from '../../security/credential-cipher.js';
import type { SqlScope } from '../database.js';
import type { CredentialRow } from './knex-credential-store.js';

/** Walks all credentials by (integration, field) and rewraps each with compare-and-set. */
export class KnexCredentialRotation implements CredentialRotation {
  constructor(
    private readonly scope: SqlScope,
    private readonly cipher: CredentialCipher,
  ) {}

  rewrap(from: string | undefined, batchSize: number): Promise<RewrapResult> {
    const [integrationId = '00000000-0000-0000-0000-000000000000', field = ''] = from?.split('/') ?? [];
    return this.scope.system(async (sql) => {
      const rows = await sql<CredentialRow>('integration_credential')
        .whereRaw('(integration_id, field) > (?::uuid, ?)', [integrationId, field])
        .orderBy(['integration_id', 'field'])
        .limit(batchSize);
      let rewrapped = 0;
      let unreadable = 0;
      for (const row of rows) {
        const envelope = this.cipher.rewrap(row.envelope, bindingOf(row));
        if (envelope === 'unreadable') unreadable += 1;
        if (envelope === 'unreadable' || envelope === 'current') continue;
        const { integration_id, field: name } = row;
        rewrapped += await sql('integration_credential')
          .where({ integration_id, field: name, envelope: row.envelope })
          .update({ envelope });
      }
      const last = rows.at(-1);
      const more = last !== undefined && rows.length === batchSize;
      return { rewrapped, unreadable, next: more ? `${last.integration_id}/${last.field}` : undefined };
    });
  }
}

function bindingOf(row: CredentialRow): CredentialBinding {
  return { tenantId: toTenantId(row.tenant_id), integrationId: toIntegrationId(row.integration_id), field: row.field };
}
