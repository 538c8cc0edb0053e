import { expect } from 'chai';
import { DeleteIntegration } from '../../../src/application/integrations/delete-integration.js';
import { GetIntegrationHealth } from '../../../src/application/integrations/get-integration-health.js';
import { GetIntegration } from '../../../src/application/integrations/get-integration.js';
import { ListIntegrations } from '../../../src/application/integrations/list-integrations.js';
import type { CircuitQueries } from '../../../src/application/integrations/ports/circuit-queries.js';
import type { LastHosAnswer, LastHosAnswers } from '../../../src/application/integrations/ports/last-hos-answers.js';
import { RotateCredentialKeys } from '../../../src/application/integrations/rotate-credential-keys.js';
import { CLOSED_CIRCUIT } from '../../../src/domain/integrations/circuit.js';
import { CredentialsUnreadableError, IntegrationDisabledError, IntegrationNotFoundError, UnknownVendorError } from '../../../src/domain/integrations/errors.js';
import { toDriverId } from '../../../src/domain/shared/identifiers.js';
import type { IntegrationId } from '../../../src/domain/shared/identifiers.js';
import { someTenant } from '../../support/doubles/identity/people.js';
import { InMemoryCredentialRotation } from '../../support/doubles/integrations/in-memory-credential-rotation.js';
import { InMemoryIntegrationHealth } from '../../support/doubles/integrations/in-memory-integration-health.js';
import { someIntegration } from '../../support/doubles/integrations/vendors.js';
import { rejectionOf } from '../../support/rejection.js';
import { ACTOR, IntegrationsScene } from './integrations-scene.js';

describe('An integration in use', () => {
  let scene: IntegrationsScene;
  let id: IntegrationId;
  const stranger = someTenant().id;

  beforeEach(async () => {
    scene = new IntegrationsScene();
    ({ integration: { id } } = await scene.create.execute(scene.input({ credentials: { apiKey: 'key-0123456789', account: 'acme-7' }, config: { region: 'eu' } })));
  });

  describe('read', () => {
    const get = (tenantId = scene.home): ReturnType<GetIntegration['execute']> =>
      new GetIntegration(scene.repositories.integrations, scene.repositories.credentials, scene.registry).execute(tenantId, id);
    const list = (tenantId = scene.home): ReturnType<ListIntegrations['execute']> =>
      new ListIntegrations(scene.repositories.integrations, scene.repositories.credentials, scene.registry).execute(tenantId, { limit: 10, offset: 0 });

    it('shows secrets masked and other credentials open', async () => {
      expect((await get()).credentials).to.deep.equal({ apiKey: '••••6789', account: 'acme-7' });
    });

    it('is not there for another tenant', async () => {
      expect(await rejectionOf(get(stranger))).to.be.instanceOf(IntegrationNotFoundError);
      expect(await list(stranger)).to.deep.equal({ items: [], total: 0 });
    });

    it('of a vendor that is gone from the registry masks everything', async () => {
      const orphan = someIntegration(scene.home, { vendor: 'GONE' });
      await scene.repositories.integrations.add(orphan);
      id = orphan.id;
      const [row] = scene.tables.credentials.rows();
      scene.tables.credentials.set(`${id}/account`, { ...row!, integrationId: id, field: 'account' });
      expect((await get()).credentials).to.deep.equal({ account: '••••6789' });
    });

    it('is listed with the others when its credentials cannot be read or are none', async () => {
      const bare = someIntegration(scene.home, { vendor: 'MOCK_ACME', createdAt: new Date('2027-01-01') });
      await scene.repositories.integrations.add(bare);
      scene.tables.loseKeyOf(id, 'apiKey');
      expect((await list()).items.map(({ credentials }) => credentials)).to.deep.equal([{ account: 'acme-7', apiKey: '••••' }, {}]);
    });
  });

  describe('opened', () => {
    it('is the vendor, its credentials and its config', async () => {
      const connection = await scene.open.execute(scene.home, id);
      expect(connection).to.deep.include({ tenantId: scene.home, integrationId: id, vendor: 'ACME_ELD', config: { region: 'eu' } });
      expect(connection.credentials['apiKey']?.reveal()).to.equal('key-0123456789');
      expect(JSON.stringify(connection)).to.not.contain('0123456789');
    });

    it('must be there, enabled unless asked otherwise, of a known vendor, and readable', async () => {
      expect(await rejectionOf(scene.open.execute(stranger, id))).to.be.instanceOf(IntegrationNotFoundError);
      await scene.update(id, { enabled: false });
      expect(await rejectionOf(scene.open.execute(scene.home, id))).to.be.instanceOf(IntegrationDisabledError);
      expect((await scene.open.execute(scene.home, id, true)).vendor).to.equal('ACME_ELD');
      scene.tables.loseKeyOf(id, 'account');
      expect(await rejectionOf(scene.open.execute(scene.home, id, true))).to.be.instanceOf(CredentialsUnreadableError);
      const orphan = someIntegration(scene.home, { vendor: 'GONE' });
      await scene.repositories.integrations.add(orphan);
      expect(await rejectionOf(scene.open.execute(scene.home, orphan.id))).to.be.instanceOf(UnknownVendorError);
    });
  });

  describe('and its health', () => {
    const circuits: CircuitQueries = { get: async () => CLOSED_CIRCUIT, list: async () => ({ items: [], total: 0 }) };
    const health = new InMemoryIntegrationHealth();
    const lastHosAnswer: LastHosAnswer = {
      driverId: toDriverId('ana'), at: new Date(0), rule: 'stored', why: 'Because.', circuitState: undefined, waitedForPermitMs: undefined,
    };
    const answers: LastHosAnswers = { find: (integration) => (integration.id === id ? lastHosAnswer : undefined) };
    const ask = (tenantId = scene.home): ReturnType<GetIntegrationHealth['execute']> =>
      new GetIntegrationHealth(scene.repositories.integrations, health, circuits, answers, 3600).execute(tenantId, id);

    it('is its status, its circuit, the age of its data, its open incidents and how its last answer came about', async () => {
      await scene.contacts.recordFailure(scene.home, id, 'Reconnect it.');
      for (const ageSeconds of [100, 3601]) health.drivers.push({ tenantId: scene.home, integrationId: id, ageSeconds, isActive: true, overridden: false });
      health.incidents.push({ tenantId: scene.home, integrationId: id, over: false });
      expect(await ask()).to.deep.equal({
        integration: await scene.repositories.integrations.find(scene.home, id),
        status: 'ERROR',
        freshness: { oldestDriverAgeSeconds: 3601, staleDrivers: 1 },
        circuit: CLOSED_CIRCUIT,
        openIncidents: 1,
        lastHosAnswer,
      });
    });

    it('is not there for another tenant', async () => {
      expect(await rejectionOf(ask(stranger))).to.be.instanceOf(IntegrationNotFoundError);
    });
  });

  describe('deleted', () => {
    const remove = (tenantId = scene.home): Promise<void> => new DeleteIntegration(scene.work).execute(ACTOR, tenantId, id);

    it('leaves no credentials, is not found any more, and is written down', async () => {
      await remove();
      expect(scene.tables.credentials.rows()).to.deep.equal([]);
      expect(await scene.repositories.integrations.find(scene.home, id)).to.equal(undefined);
      expect(scene.tables.audit.rows().at(-1)).to.deep.include({ action: 'integration.deleted', subjectId: id, detail: { vendor: 'ACME_ELD', displayName: 'Our Acme' } });
      expect(await rejectionOf(remove())).to.be.instanceOf(IntegrationNotFoundError);
    });

    it('is not deleted from another tenant', async () => {
      expect(await rejectionOf(remove(stranger))).to.be.instanceOf(IntegrationNotFoundError);
      expect(scene.tables.credentials.rows()).to.have.length(2);
    });
  });
});

describe('RotateCredentialKeys', () => {
  it('goes through all batches and adds up: 450 values, 3 of them unreadable', async () => {
    const scene = new IntegrationsScene();
    const { integration } = await scene.create.execute(scene.input());
    const [row] = scene.tables.credentials.rows();
    for (let index = 0; index < 449; index += 1) {
      const field = `field-${index}`;
      scene.tables.credentials.set(`${integration.id}/${field}`, { ...row!, field, keyId: index < 3 ? 'lost' : 'k1' });
    }
    const rotate = new RotateCredentialKeys(new InMemoryCredentialRotation({ credentials: scene.tables.credentials, activeKey: 'k2' }));
    expect(await rotate.execute()).to.deep.equal({ rewrapped: 447, unreadable: 3 });
    expect(scene.tables.credentials.rows().filter(({ keyId }) => keyId === 'k1')).to.deep.equal([]);
    expect(await rotate.execute()).to.deep.equal({ rewrapped: 0, unreadable: 3 });
  });

  it('has nothing to do without credentials', async () => {
    const rotate = new RotateCredentialKeys(new InMemoryCredentialRotation(new IntegrationsScene().tables));
    expect(await rotate.execute()).to.deep.equal({ rewrapped: 0, unreadable: 0 });
  });
});
