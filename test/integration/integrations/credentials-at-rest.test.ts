import { expect } from 'chai';
import { revealAll } from '../../contracts/integrations/credential-store.contract.js';
import { addIntegration, useIntegrations } from '../../contracts/integrations/open-integrations.js';
import type { Integration } from '../../../src/domain/integrations/integration.js';
import { Secret } from '../../../src/domain/shared/secret.js';
import { openKnexIntegrations } from './knex-integrations.js';
import type { KnexIntegrations } from './knex-integrations.js';

describe('Credentials at rest in PostgreSQL', () => {
  let knex: KnexIntegrations;
  let integration: Integration;
  const opened = useIntegrations(async () => {
    knex = await openKnexIntegrations();
    return knex;
  });

  beforeEach(async () => {
    integration = await addIntegration(opened());
    await save(integration, { apiKey: 'credential-canary-1', webhookSecret: 'credential-canary-2' });
  });

  const save = ({ tenantId, id }: Integration, values: Record<string, string>): Promise<void> =>
    opened().repositories.credentials.save(tenantId, id, Object.fromEntries(Object.entries(values).map(([field, value]) => [field, new Secret(value)])));
  const load = async ({ tenantId, id }: Integration): Promise<Record<string, string>> => revealAll(await opened().repositories.credentials.load(tenantId, id));

  /** Copies the envelope of the integration's `apiKey` over another one. */
  async function moveEnvelope(to: Integration, field: string): Promise<void> {
    await knex.database.system(async (sql) => {
      const row = await sql('integration_credential').where({ integration_id: integration.id, field: 'apiKey' }).first<{ envelope: string }>('envelope');
      await sql('integration_credential').where({ integration_id: to.id, field }).update({ envelope: row.envelope });
    });
  }

  it('no column holds a value, in plain, hex or Base64', async () => {
    const { rows } = await knex.database.system((sql) =>
      sql.raw<{ rows: { row: string }[] }>('select c::text as row from integration_credential c where integration_id = ?', [integration.id]),
    );
    const kept = rows.map(({ row }) => row).join();
    expect(rows).to.have.length(2);
    for (const encoding of ['utf8', 'hex', 'base64url'] as const) expect(kept).to.not.contain(Buffer.from('credential-canary').toString(encoding));
    expect(kept).to.match(/v1\.k1\.[\w-]{16}\.[\w-]{22}\./);
  });

  it('the same value is sealed differently each time', async () => {
    const envelopes = async (): Promise<string[]> =>
      (await knex.database.system((sql) => sql('integration_credential').where({ integration_id: integration.id }).select<{ envelope: string }[]>('envelope'))).map(({ envelope }) => envelope);
    const before = await envelopes();
    await save(integration, { apiKey: 'credential-canary-1', webhookSecret: 'credential-canary-1' });
    expect(new Set([...before, ...(await envelopes())]).size).to.equal(4);
  });

  it('an envelope moved to another field is unreadable', async () => {
    await moveEnvelope(integration, 'webhookSecret');
    expect(await load(integration)).to.deep.equal({ apiKey: 'credential-canary-1', webhookSecret: 'unreadable' });
  });

  it('an envelope moved to another integration of the tenant is unreadable', async () => {
    const other = await addIntegration(opened(), { tenantId: integration.tenantId, vendor: 'OTHER_ELD' });
    await save(other, { apiKey: 'other', webhookSecret: 'mine' });
    await moveEnvelope(other, 'apiKey');
    expect(await load(other)).to.deep.equal({ apiKey: 'unreadable', webhookSecret: 'mine' });
  });

  it('an envelope moved to another tenant is unreadable', async () => {
    const other = await addIntegration(opened());
    await save(other, { apiKey: 'other' });
    await moveEnvelope(other, 'apiKey');
    expect(await load(other)).to.deep.equal({ apiKey: 'unreadable' });
  });

  it('a whole row moved to another tenant\'s integration is unreadable there and gone here', async () => {
    const other = await addIntegration(opened());
    const moved = { tenant_id: other.tenantId, integration_id: other.id };
    await knex.database.system((sql) => sql('integration_credential').where({ integration_id: integration.id, field: 'apiKey' }).update(moved));
    expect(await load(other)).to.deep.equal({ apiKey: 'unreadable' });
    expect(await load(integration)).to.deep.equal({ webhookSecret: 'credential-canary-2' });
  });

  it('nothing of a deleted integration\'s credentials is left', async () => {
    await opened().repositories.credentials.erase(integration.tenantId, integration.id);
    const left = await knex.database.system((sql) => sql('integration_credential').where({ integration_id: integration.id }).select<unknown[]>('*'));
    expect(left).to.deep.equal([]);
  });
});
