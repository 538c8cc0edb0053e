import { expect } from 'chai';
import { CredentialsUnreadableError, IntegrationExistsError, IntegrationNotFoundError, InvalidConfigError, InvalidCredentialsError, StaleVersionError, VendorNotAllowedError } from '../../../src/domain/integrations/errors.js';
import type { IntegrationId } from '../../../src/domain/shared/identifiers.js';
import { toIntegrationId } from '../../../src/domain/shared/identifiers.js';
import { rejectionOf } from '../../support/rejection.js';
import { someIntegration } from '../../support/doubles/integrations/vendors.js';
import { IntegrationsScene } from './integrations-scene.js';

const MASKED = '••••6789';

describe('UpdateIntegration', () => {
  let scene: IntegrationsScene;
  let id: IntegrationId;

  beforeEach(async () => {
    scene = new IntegrationsScene();
    const credentials = { apiKey: 'key-0123456789', webhookSecret: 'hook-0123456789' };
    ({ integration: { id } } = await scene.create.execute(scene.input({ credentials, config: { region: 'eu' } })));
    scene.clock.advance(60_000);
  });

  const credentialsAfter = async (credentials: Record<string, unknown>): Promise<Record<string, string>> => {
    await scene.update(id, { credentials });
    return scene.stored(id);
  };

  it('changes what is named and leaves the rest, counting the version up', async () => {
    const before = await scene.repositories.integrations.find(scene.home, id);
    const { integration } = await scene.update(id, { displayName: 'New', syncIntervalSeconds: 900 });
    expect(integration).to.deep.equal({ ...before, displayName: 'New', syncIntervalSeconds: 900, version: 2, updatedAt: integration.updatedAt });
    expect(await scene.stored(id)).to.deep.equal({ apiKey: 'key-0123456789', webhookSecret: 'hook-0123456789' });
    expect(scene.audited.at(-1)).to.equal('integration.changed');
  });

  it('a config is replaced whole, and checked', async () => {
    expect((await scene.update(id, { config: { depth: 3 } })).integration.config).to.deep.equal({ depth: 3 });
    expect(await rejectionOf(scene.update(id, { config: { region: 'mars' } }))).to.be.instanceOf(InvalidConfigError);
  });

  it('a single credential replaces itself and leaves the others', async () => {
    expect(await credentialsAfter({ apiKey: 'new-key' })).to.deep.equal({ apiKey: 'new-key', webhookSecret: 'hook-0123456789' });
  });

  it('a masked credential keeps the stored one', async () => {
    expect(await credentialsAfter({ apiKey: MASKED, webhookSecret: 'new-hook' })).to.deep.equal({ apiKey: 'key-0123456789', webhookSecret: 'new-hook' });
    expect(await credentialsAfter({ apiKey: '••••', webhookSecret: '••••' })).to.deep.equal({ apiKey: 'key-0123456789', webhookSecret: 'new-hook' });
  });

  it('an empty or null optional credential is erased, a required one is refused', async () => {
    expect(await credentialsAfter({ webhookSecret: '' })).to.deep.equal({ apiKey: 'key-0123456789' });
    expect(await rejectionOf(scene.update(id, { credentials: { apiKey: null } }))).to.be.instanceOf(InvalidCredentialsError);
    expect(await scene.stored(id)).to.deep.equal({ apiKey: 'key-0123456789' });
  });

  it('new credentials are written down by names, and make a sync due at once', async () => {
    const { integration } = await scene.update(id, { credentials: { apiKey: 'new-key' } });
    expect(integration.nextSyncAt).to.deep.equal(scene.clock.now());
    expect(scene.tables.audit.rows().at(-1)).to.deep.include({ action: 'integration.credentials-changed', detail: { fields: ['credentials'], credentialFields: ['apiKey'] } });
  });

  it('switching it off and on: only switching on makes a sync due at once', async () => {
    const due = (await scene.repositories.integrations.find(scene.home, id))?.nextSyncAt;
    expect((await scene.update(id, { enabled: true })).integration.nextSyncAt).to.deep.equal(due);
    expect((await scene.update(id, { enabled: false })).integration).to.deep.include({ enabled: false, nextSyncAt: due });
    expect((await scene.update(id, { enabled: true })).integration).to.deep.include({ enabled: true, nextSyncAt: scene.clock.now() });
  });

  it('is not switched on beside another enabled one', async () => {
    await scene.update(id, { enabled: false });
    await scene.create.execute(scene.input());
    expect(await rejectionOf(scene.update(id, { enabled: true }))).to.be.instanceOf(IntegrationExistsError);
  });

  it('refuses a version that has moved, before anything is written', async () => {
    await scene.update(id, { displayName: 'First' }, 1);
    expect(await rejectionOf(scene.update(id, { displayName: 'Second', credentials: { apiKey: 'x' } }, 1))).to.be.instanceOf(StaleVersionError);
    expect((await scene.repositories.integrations.find(scene.home, id))?.displayName).to.equal('First');
    expect((await scene.stored(id))['apiKey']).to.equal('key-0123456789');
  });

  it('does not find one of another tenant', async () => {
    const foreign = someIntegration(scene.home, { id: toIntegrationId('0195fe10-0000-7000-8000-000000000001') });
    expect(await rejectionOf(scene.update(foreign.id, { displayName: 'x' }))).to.be.instanceOf(IntegrationNotFoundError);
  });

  it('a simulated vendor\'s is not changed in production', async () => {
    const production = new IntegrationsScene(true);
    const simulated = someIntegration(production.home, { vendor: 'MOCK_ACME' });
    await production.repositories.integrations.add(simulated);
    expect(await rejectionOf(production.update(simulated.id, { displayName: 'x' }))).to.be.instanceOf(VendorNotAllowedError);
  });

  it('a number among the credentials is kept when another one changes', async () => {
    const { integration } = await scene.create.execute(scene.input({ vendor: 'NUMBERED', credentials: { apiKey: 'a', port: 8443 } }));
    await scene.update(integration.id, { credentials: { apiKey: 'b' } });
    expect(await scene.stored(integration.id)).to.deep.equal({ apiKey: 'b', port: '8443' });
  });

  it('a stored value of a field the vendor no longer has does not stand in the way', async () => {
    const [row] = scene.tables.credentials.rows();
    scene.tables.credentials.set(`${id}/retired`, { ...row!, field: 'retired' });
    expect(await credentialsAfter({ apiKey: 'new-key' })).to.deep.equal({ apiKey: 'new-key', webhookSecret: 'hook-0123456789' });
  });

  describe('at the customer\'s own address', () => {
    const HERE = { baseUrl: 'https://tms.acme.example:5690' };
    const THERE = { baseUrl: 'https://elsewhere.example' };

    beforeEach(async () => {
      const credentials = { username: 'ann', password: 'pass-0123456789' };
      ({ integration: { id } } = await scene.create.execute(scene.input({ vendor: 'ON_PREMISES', credentials, config: HERE })));
    });

    for (const credentials of [undefined, {}, { username: 'ann' }, { password: MASKED }, { apiToken: 'token' }]) {
      it(`a new address with ${JSON.stringify(credentials)} is refused: the stored secret stays where it is`, async () => {
        const error = await rejectionOf(scene.update(id, { config: THERE, ...(credentials !== undefined && { credentials }) }));
        expect(error).to.be.instanceOf(InvalidCredentialsError);
        expect(JSON.stringify(error)).to.contain('address-changed').and.not.contain('pass-0123456789');
        expect((await scene.repositories.integrations.find(scene.home, id))?.config).to.deep.equal(HERE);
      });
    }

    it('a new address with the secret entered again, or replaced by another, is taken', async () => {
      expect((await scene.update(id, { config: THERE, credentials: { password: 'again' } })).integration.config).to.deep.equal(THERE);
      expect((await scene.update(id, { config: HERE, credentials: { username: '', password: '', apiToken: 'token' } })).integration.config).to.deep.equal(HERE);
      expect(await scene.stored(id)).to.deep.equal({ apiToken: 'token' });
    });

    it('the same address needs no secret', async () => {
      expect((await scene.update(id, { config: { ...HERE }, displayName: 'New' })).integration.displayName).to.equal('New');
    });

    it('half of an alternative is refused, also when the other half is erased', async () => {
      expect(await rejectionOf(scene.update(id, { credentials: { password: '' } }))).to.be.instanceOf(InvalidCredentialsError);
      expect(await scene.stored(id)).to.deep.equal({ username: 'ann', password: 'pass-0123456789' });
    });

    it('in production an address without encryption is refused, and the reason said', async () => {
      const production = new IntegrationsScene(true);
      const input = production.input({ vendor: 'ON_PREMISES', credentials: { apiToken: 't' }, config: { baseUrl: 'http://tms.acme.example' } });
      const error = await rejectionOf(production.create.execute(input));
      expect(error).to.be.instanceOf(InvalidConfigError);
      expect(JSON.stringify(error)).to.contain('address-refused').and.to.contain('/config/baseUrl');
    });
  });

  describe('with an unreadable credential', () => {
    beforeEach(() => {
      scene.tables.loseKeyOf(id, 'apiKey');
    });

    it('shows it as bullets and lets everything else change', async () => {
      expect((await scene.update(id, { displayName: 'New' })).credentials).to.deep.equal({ apiKey: '••••', webhookSecret: '••••6789' });
    });

    it('it is replaced without being read', async () => {
      expect(await credentialsAfter({ apiKey: 'new-key' })).to.deep.equal({ apiKey: 'new-key', webhookSecret: 'hook-0123456789' });
    });

    for (const credentials of [{ apiKey: '••••' }, { webhookSecret: 'new-hook' }, { apiKey: '••••', webhookSecret: 'new-hook' }]) {
      it(`${JSON.stringify(credentials)} asks for it again, and keeps what is stored`, async () => {
        expect(await rejectionOf(scene.update(id, { credentials }))).to.be.instanceOf(CredentialsUnreadableError);
        expect(await scene.stored(id)).to.deep.equal({ apiKey: 'unreadable', webhookSecret: 'hook-0123456789' });
      });
    }

    it('an optional one goes when nobody sends it again, and is asked for when it is sent masked', async () => {
      scene.tables.loseKeyOf(id, 'webhookSecret');
      expect(await rejectionOf(scene.update(id, { credentials: { apiKey: 'new-key', webhookSecret: '••••' } }))).to.be.instanceOf(CredentialsUnreadableError);
      expect(await credentialsAfter({ apiKey: 'new-key' })).to.deep.equal({ apiKey: 'new-key' });
    });
  });
});
