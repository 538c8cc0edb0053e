import { setTimeout } from 'node:timers/promises';
import { expect } from 'chai';
import { describeCredentialRotation } from '../../contracts/integrations/credential-rotation.contract.js';
import { revealAll } from '../../contracts/integrations/credential-store.contract.js';
import { addIntegration, useIntegrations } from '../../contracts/integrations/open-integrations.js';
import { RotateCredentialKeys } from '../../../src/application/integrations/rotate-credential-keys.js';
import type { Integration } from '../../../src/domain/integrations/integration.js';
import { Secret } from '../../../src/domain/shared/secret.js';
import { KnexCredentialRotation } from '../../../src/infrastructure/persistence/integrations/knex-credential-rotation.js';
import { KnexCredentialStore } from '../../../src/infrastructure/persistence/integrations/knex-credential-store.js';
import type { CredentialRow } from '../../../src/infrastructure/persistence/integrations/knex-credential-store.js';
import { toIntegrationId, toTenantId } from '../../../src/domain/shared/identifiers.js';
import { openTestPool } from '../../support/open-test-pool.js';
import { AFTER_ROTATION, BEFORE_ROTATION, DURING_ROTATION, openKnexIntegrations } from './knex-integrations.js';
import type { KnexIntegrations } from './knex-integrations.js';

/** Values that today's ring opens and the new key alone does not. */
async function underOldKey({ database }: KnexIntegrations): Promise<number> {
  const rows = await database.system((sql) => sql<CredentialRow>('integration_credential').select<CredentialRow[]>('*'));
  return rows.filter((row) => {
    const binding = { tenantId: toTenantId(row.tenant_id), integrationId: toIntegrationId(row.integration_id), field: row.field };
    return DURING_ROTATION.open(row.envelope, binding) !== undefined && AFTER_ROTATION.open(row.envelope, binding) === undefined;
  }).length;
}

describeCredentialRotation('PostgreSQL', async () => {
  const knex = await openKnexIntegrations();
  const rotation = new KnexCredentialRotation(knex.database, DURING_ROTATION);
  return { ...knex, rotation, oldKeyIsNeeded: async () => (await underOldKey(knex)) > 0 };
});

describe('Key rotation while the service runs', () => {
  let knex: KnexIntegrations;
  const opened = useIntegrations(async () => {
    knex = await openKnexIntegrations();
    return knex;
  });

  const rotate = (): ReturnType<RotateCredentialKeys['execute']> =>
    new RotateCredentialKeys(new KnexCredentialRotation(knex.database, DURING_ROTATION)).execute();

  async function saved(values: Record<string, string>, integration?: Integration): Promise<Integration> {
    const at = integration ?? (await addIntegration(opened()));
    const secrets = Object.fromEntries(Object.entries(values).map(([field, value]) => [field, new Secret(value)]));
    await opened().repositories.credentials.save(at.tenantId, at.id, secrets);
    return at;
  }

  const load = async ({ tenantId, id }: Integration): Promise<Record<string, string>> => revealAll(await opened().repositories.credentials.load(tenantId, id));

  it('leaves a value alone that a writer changes between its read and its write', async () => {
    const integration = await saved({ apiKey: 'old' });
    const binding = { tenantId: integration.tenantId, integrationId: integration.id, field: 'apiKey' };
    const envelope = BEFORE_ROTATION.seal(new Secret('new'), binding);
    const rotating = await knex.database.system(async (sql) => {
      await sql('integration_credential').where({ integration_id: integration.id }).update({ envelope });
      const running = rotate();
      await untilBlocked(knex);
      return { running };
    });
    await rotating.running;
    expect(await load(integration)).to.deep.equal({ apiKey: 'new' });
    expect((await rotate()).rewrapped).to.equal(1);
    expect(await load(integration)).to.deep.equal({ apiKey: 'new' });
  });

  it('loses no write: 12 integrations whose 3 values are replaced all the time, by writers of either key', async function (this: Mocha.Context) {
    this.timeout(30_000);
    const integrations: Integration[] = [];
    for (let index = 0; index < 12; index += 1) integrations.push(await saved({ apiKey: 'start', secret: 'start', account: 'start' }));
    const latest = new Map<Integration, string>();
    const stores = [BEFORE_ROTATION, DURING_ROTATION].map((cipher) => new KnexCredentialStore(knex.database, cipher));
    let rotations = 0;
    const until = Date.now() + 1_500;
    const write = async (integration: Integration): Promise<void> => {
      for (let round = 0; Date.now() < until; round += 1) {
        const text = `round-${round}`;
        const value = new Secret(text);
        await stores[round % 2]!.save(integration.tenantId, integration.id, { apiKey: value, secret: value, account: value });
        latest.set(integration, text);
      }
    };
    const keepRotating = async (): Promise<void> => {
      for (; Date.now() < until; rotations += 1) await rotate();
    };
    await Promise.all([...integrations.slice(0, 5).map(write), keepRotating(), keepRotating()]);
    expect(rotations).to.be.greaterThan(5);
    for (const integration of integrations) {
      const text = latest.get(integration) ?? 'start';
      expect(await load(integration)).to.deep.equal({ apiKey: text, secret: text, account: text });
    }
    await rotate();
    expect(await underOldKey(knex)).to.equal(0);
  });
});

/** The service's role may not see what other sessions wait for. */
async function untilBlocked({ ownerUrl }: KnexIntegrations): Promise<void> {
  const owner = openTestPool(ownerUrl, 1, null);
  try {
    for (let tries = 0; tries < 500; tries += 1) {
      const { rows } = await owner.knex.raw<{ rows: unknown[] }>(
        "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
      );
      if (rows.length > 0) return;
      await setTimeout(10);
    }
    throw new Error('Nobody waited for a lock.');
  } finally {
    await owner.close();
  }
}
