import type { CredentialRotation, RewrapResult } from '../../../application/integrations/ports/credential-rotation.js';
import { toIntegrationId, toTenantId } from '../../../domain/shared/identifiers.js';
import type { CredentialBinding, CredentialCipher } from '../../security/credential-cipher.js';
import type { SqlScope } from '../database.js';
import type { CredentialRow } from './knex-credential-store.js';

/**
 * Walks all credentials by (integration, field) and rewraps each with compare-and-set. Each in a transaction of its own:
 * one that held several rows would wait in a circle with a writer who replaces them in another order.
 */
export class KnexCredentialRotation implements CredentialRotation {
  constructor(
    private readonly scope: SqlScope,
    private readonly cipher: CredentialCipher,
  ) {}

  async rewrap(from: string | undefined, batchSize: number): Promise<RewrapResult> {
    const rows = await this.read(from, batchSize);
    let rewrapped = 0;
    let unreadable = 0;
    for (const row of rows) {
      const envelope = this.cipher.rewrap(row.envelope, bindingOf(row));
      if (envelope === 'unreadable') unreadable += 1;
      else if (envelope !== 'current') rewrapped += await this.replace(row, envelope);
    }
    const last = rows.at(-1);
    const more = last !== undefined && rows.length === batchSize;
    return { rewrapped, unreadable, next: more ? `${last.integration_id}/${last.field}` : undefined };
  }

  private read(from: string | undefined, batchSize: number): Promise<CredentialRow[]> {
    const [integrationId = '00000000-0000-0000-0000-000000000000', field = ''] = from?.split('/') ?? [];
    return this.scope.system((sql) =>
      sql<CredentialRow>('integration_credential')
        .whereRaw('(integration_id, field) > (?::uuid, ?)', [integrationId, field])
        .orderBy(['integration_id', 'field'])
        .limit(batchSize)
        .select<CredentialRow[]>('*'),
    );
  }

  /** How many rows still held what was read: 1, or 0 when somebody changed it meanwhile. */
  private replace({ integration_id, field, envelope: read }: CredentialRow, envelope: string): Promise<number> {
    return this.scope.system((sql) => sql('integration_credential').where({ integration_id, field, envelope: read }).update({ envelope }));
  }
}

function bindingOf(row: CredentialRow): CredentialBinding {
  return { tenantId: toTenantId(row.tenant_id), integrationId: toIntegrationId(row.integration_id), field: row.field };
}
