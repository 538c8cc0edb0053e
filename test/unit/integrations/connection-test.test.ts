import { expect } from 'chai';
import { TestIntegration } from '../../../src/application/integrations/test-integration.js';
import { TestUnsavedConnection } from '../../../src/application/integrations/test-unsaved-connection.js';
import { IntegrationNotFoundError, InvalidConfigError, InvalidCredentialsError, UnknownVendorError, VendorNotAllowedError } from '../../../src/domain/integrations/errors.js';
import type { IntegrationId } from '../../../src/domain/shared/identifiers.js';
import { someTenant } from '../../support/doubles/identity/people.js';
import { rejectionOf } from '../../support/rejection.js';
import { IntegrationsScene } from './integrations-scene.js';

describe('Testing a connection', () => {
  let scene: IntegrationsScene;

  beforeEach(() => {
    scene = new IntegrationsScene();
  });

  describe('that is stored', () => {
    let id: IntegrationId;

    beforeEach(async () => {
      ({ integration: { id } } = await scene.create.execute(scene.input()));
    });

    const test = (tenantId = scene.home): ReturnType<TestIntegration['execute']> =>
      new TestIntegration(scene.open, scene.tester, scene.contacts, scene.clock).execute(tenantId, id);
    const condition = async (): Promise<string | undefined> => (await scene.repositories.integrations.find(scene.home, id))?.condition;

    it('a success is the vendor\'s answer and makes it reached', async () => {
      expect(await test()).to.deep.equal(scene.tester.answer);
      expect(await condition()).to.equal('reached');
      expect(scene.tester.tried[0]?.credentials['apiKey']?.reveal()).to.equal('key-0123456789');
    });

    it('a failure is a value and makes it failing, with the message', async () => {
      scene.tester.fail('Acme rejected the API key. Reconnect the integration with a new key.');
      expect(await test()).to.include({ success: false, code: 'credentials' });
      const stored = await scene.repositories.integrations.find(scene.home, id);
      expect([stored?.condition, stored?.contact.lastErrorMessage]).to.deep.equal(['failing', 'Acme rejected the API key. Reconnect the integration with a new key.']);
    });

    it('works on a disabled one too', async () => {
      await scene.update(id, { enabled: false });
      expect((await test()).success).to.equal(true);
    });

    it('unreadable credentials are a failed step, without asking the vendor', async () => {
      scene.tables.loseKeyOf(id, 'apiKey');
      const result = await test();
      expect(result).to.deep.include({ success: false, code: 'credentials-unreadable', latencyMs: 0, checkedAt: scene.clock.now() });
      expect(result.steps).to.deep.equal([{ name: 'credentials', ok: false, detail: result.message }]);
      expect([scene.tester.tried, await condition()]).to.deep.equal([[], 'failing']);
    });

    it('one of another tenant is not found and not touched', async () => {
      expect(await rejectionOf(test(someTenant().id))).to.be.instanceOf(IntegrationNotFoundError);
      expect([scene.tester.tried, await condition()]).to.deep.equal([[], 'unreached']);
    });
  });

  describe('that is not saved', () => {
    const test = (fields: Partial<Parameters<TestUnsavedConnection['execute']>[0]> = {}, at = scene): ReturnType<TestUnsavedConnection['execute']> =>
      new TestUnsavedConnection(at.registry, at.tester).execute({ tenantId: at.home, vendor: 'OLD_ACME_ELD', credentials: { apiKey: 'k' }, config: { region: 'us' }, ...fields });

    it('asks the vendor and stores nothing', async () => {
      expect(await test()).to.deep.equal(scene.tester.answer);
      expect(scene.tester.tried[0]).to.deep.include({ tenantId: scene.home, integrationId: undefined, vendor: 'ACME_ELD', config: { region: 'us' } });
      expect([scene.tables.integrations.rows(), scene.tables.credentials.rows(), scene.audited]).to.deep.equal([[], [], []]);
    });

    it('refuses what could not be saved either, without asking the vendor', async () => {
      const outcome = async (fields: Parameters<typeof test>[0], at = scene): Promise<unknown> => rejectionOf(Promise.resolve().then(() => test(fields, at)));
      expect(await outcome({ vendor: 'NOBODY' })).to.be.instanceOf(UnknownVendorError);
      expect(await outcome({ credentials: {} })).to.be.instanceOf(InvalidCredentialsError);
      expect(await outcome({ config: { region: 'mars' } })).to.be.instanceOf(InvalidConfigError);
      expect(await outcome({ vendor: 'MOCK_ACME' }, new IntegrationsScene(true))).to.be.instanceOf(VendorNotAllowedError);
      expect(scene.tester.tried).to.deep.equal([]);
    });
  });
});
