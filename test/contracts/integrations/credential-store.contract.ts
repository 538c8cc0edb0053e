import { expect } from 'chai';
import type { StoredCredential } from '../../../src/application/integrations/ports/credential-store.js';
import type { Integration } from '../../../src/domain/integrations/integration.js';
import { Secret } from '../../../src/domain/shared/secret.js';
import { addIntegration, useIntegrations } from './open-integrations.js';
import type { OpensIntegrations } from './open-integrations.js';

/** Values as plain text, where they can be read. */
export function revealAll(values: Readonly<Record<string, StoredCredential>>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([field, value]) => [field, value === 'unreadable' ? value : value.reveal()]));
}

const secrets = (values: Readonly<Record<string, string>>): Record<string, Secret<string>> =>
  Object.fromEntries(Object.entries(values).map(([field, value]) => [field, new Secret(value)]));

/** What every `CredentialStore` promises. */
export function describeCredentialStore(name: string, open: OpensIntegrations): void {
  describe(`CredentialStore: ${name}`, () => {
    const opened = useIntegrations(open);
    const load = async ({ tenantId, id }: Integration): Promise<Record<string, string>> => revealAll(await opened().repositories.credentials.load(tenantId, id));
    const save = ({ tenantId, id }: Integration, values: Record<string, string>): Promise<void> => opened().repositories.credentials.save(tenantId, id, secrets(values));

    it('gives back what was saved, whatever characters it holds', async () => {
      const integration = await addIntegration(opened());
      const values = { apiKey: 'key-1', secret: ' Ñ\u{1F69A} "\\\n', long: 'x'.repeat(2000) };
      await save(integration, values);
      expect(await load(integration)).to.deep.equal(values);
    });

    it('has nothing of an integration without credentials', async () => {
      expect(await load(await addIntegration(opened()))).to.deep.equal({});
    });

    it('saving replaces all values', async () => {
      const integration = await addIntegration(opened());
      await save(integration, { apiKey: 'old', secret: 'gone' });
      await save(integration, { apiKey: 'new' });
      expect(await load(integration)).to.deep.equal({ apiKey: 'new' });
      await save(integration, {});
      expect(await load(integration)).to.deep.equal({});
    });

    it('erasing leaves none, and the other integration alone', async () => {
      const integration = await addIntegration(opened());
      const other = await addIntegration(opened(), { tenantId: integration.tenantId, vendor: 'OTHER_ELD' });
      await save(integration, { apiKey: 'a' });
      await save(other, { apiKey: 'b' });
      await opened().repositories.credentials.erase(integration.tenantId, integration.id);
      await opened().repositories.credentials.erase(integration.tenantId, integration.id);
      expect([await load(integration), await load(other)]).to.deep.equal([{}, { apiKey: 'b' }]);
    });

    it('shows and erases nothing for another tenant', async () => {
      const integration = await addIntegration(opened());
      await save(integration, { apiKey: 'a' });
      const tenantId = await opened().tenant();
      expect(await load({ ...integration, tenantId })).to.deep.equal({});
      await opened().repositories.credentials.erase(tenantId, integration.id);
      expect(await load(integration)).to.deep.equal({ apiKey: 'a' });
    });

    it('loads many at once, without those that have none', async () => {
      const one = await addIntegration(opened());
      const two = await addIntegration(opened(), { tenantId: one.tenantId, vendor: 'OTHER_ELD' });
      const none = await addIntegration(opened(), { tenantId: one.tenantId, vendor: 'THIRD_ELD' });
      await save(one, { apiKey: 'a', secret: 'b' });
      await save(two, { apiKey: 'c' });
      const loaded = await opened().repositories.credentials.loadAll(one.tenantId, [one.id, two.id, none.id]);
      expect([...loaded].map(([id, values]) => [id, revealAll(values)]).sort()).to.deep.equal([[one.id, { apiKey: 'a', secret: 'b' }], [two.id, { apiKey: 'c' }]].sort());
      expect((await opened().repositories.credentials.loadAll(one.tenantId, [])).size).to.equal(0);
    });

    it('an unreadable value breaks only itself, and can be replaced without being read', async () => {
      const broken = await addIntegration(opened());
      const whole = await addIntegration(opened(), { tenantId: broken.tenantId, vendor: 'OTHER_ELD' });
      await save(broken, { apiKey: 'a', secret: 'b' });
      await save(whole, { apiKey: 'c' });
      await opened().damage(broken.tenantId, broken.id, 'apiKey');
      const loaded = await opened().repositories.credentials.loadAll(broken.tenantId, [broken.id, whole.id]);
      expect(revealAll(loaded.get(broken.id) ?? {})).to.deep.equal({ apiKey: 'unreadable', secret: 'b' });
      expect(revealAll(loaded.get(whole.id) ?? {})).to.deep.equal({ apiKey: 'c' });
      await save(broken, { apiKey: 'new', secret: 'b' });
      expect(await load(broken)).to.deep.equal({ apiKey: 'new', secret: 'b' });
    });

    it('takes back what a failed unit of work saved and erased', async () => {
      const integration = await addIntegration(opened());
      await save(integration, { apiKey: 'a' });
      const { tenantId, id } = integration;
      const failed = opened().work.run(tenantId, async ({ credentials }) => {
        await credentials.save(tenantId, id, secrets({ apiKey: 'other' }));
        throw new Error('too late');
      });
      await failed.catch(() => undefined);
      expect(await load(integration)).to.deep.equal({ apiKey: 'a' });
    });
  });
}
