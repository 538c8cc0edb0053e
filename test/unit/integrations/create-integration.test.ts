import { expect } from 'chai';
import type { CreateIntegrationInput } from '../../../src/application/integrations/create-integration.js';
import { ListVendors } from '../../../src/application/integrations/list-vendors.js';
import {
  IntegrationExistsError,
  IntegrationTypeMismatchError,
  InvalidConfigError,
  InvalidCredentialsError,
  UnknownVendorError,
  VendorNotAllowedError,
} from '../../../src/domain/integrations/errors.js';
import { rejectionOf } from '../../support/rejection.js';
import { ACTOR, IntegrationsScene } from './integrations-scene.js';

describe('CreateIntegration', () => {
  let scene: IntegrationsScene;

  beforeEach(() => {
    scene = new IntegrationsScene();
  });

  const create = (fields: Partial<CreateIntegrationInput> = {}): ReturnType<IntegrationsScene['create']['execute']> => scene.create.execute(scene.input(fields));

  it('keeps an enabled, never reached integration whose first sync is due at once', async () => {
    const { integration } = await create({ config: { region: 'eu', depth: 2 }, syncIntervalSeconds: 600 });
    expect(await scene.repositories.integrations.find(scene.home, integration.id)).to.deep.equal(integration);
    expect(integration).to.deep.include({ enabled: true, condition: 'unreached', config: { region: 'eu', depth: 2 }, syncIntervalSeconds: 600, nextSyncAt: scene.clock.now(), version: 1 });
  });

  it('keeps the credentials, leaves empty ones out, and shows secrets masked', async () => {
    const view = await create({ credentials: { apiKey: 'key-0123456789', webhookSecret: '', account: 'acme-7' } });
    expect(await scene.stored(view.integration.id)).to.deep.equal({ apiKey: 'key-0123456789', account: 'acme-7' });
    expect(view.credentials).to.deep.equal({ apiKey: '••••6789', account: 'acme-7' });
  });

  it('is written down with the fields\' names, not their values', async () => {
    const { integration } = await create();
    expect(scene.tables.audit.rows()[0]).to.deep.include({ action: 'integration.created', actorId: ACTOR, subjectId: integration.id, detail: { vendor: 'ACME_ELD', credentialFields: ['apiKey'] } });
  });

  it('an alias means the vendor', async () => {
    expect((await create({ vendor: 'OLD_ACME_ELD' })).integration.vendor).to.equal('ACME_ELD');
  });

  const refusals: readonly [string, Partial<CreateIntegrationInput>, new (...values: never[]) => Error][] = [
    ['an unknown vendor', { vendor: 'NOBODY' }, UnknownVendorError],
    ['another integration type', { integrationType: 'TMS' }, IntegrationTypeMismatchError],
    ['no credentials', { credentials: {} }, InvalidCredentialsError],
    ['an unknown credential', { credentials: { apiKey: 'k', password: 'p' } }, InvalidCredentialsError],
    ['a wrong config', { config: { region: 'mars' } }, InvalidConfigError],
  ];
  for (const [what, fields, error] of refusals) {
    it(`refuses ${what} and keeps nothing`, async () => {
      expect(await rejectionOf(create(fields))).to.be.instanceOf(error);
      expect([scene.tables.integrations.rows(), scene.tables.credentials.rows(), scene.audited]).to.deep.equal([[], [], []]);
    });
  }

  it('names the fields that are wrong, not their values', async () => {
    const error = (await rejectionOf(create({ credentials: { apiKey: 'canary with blanks', other: 'canary' } }))) as InvalidCredentialsError;
    expect(error.extras.errors?.map(({ pointer, code }) => [pointer, code])).to.deep.equal([['/credentials/other', 'unknown-field'], ['/credentials/apiKey', 'not-visible-ascii']]);
    expect(JSON.stringify([error.message, error.extras])).to.not.contain('canary');
  });

  it('a second enabled one with a vendor is refused, and its credentials are not kept', async () => {
    await create();
    expect(await rejectionOf(create({ credentials: { apiKey: 'second' } }))).to.be.instanceOf(IntegrationExistsError);
    expect(scene.tables.credentials.rows()).to.have.length(1);
    expect(scene.audited).to.deep.equal(['integration.created']);
  });

  it('a simulated vendor is refused in production, and only there', async () => {
    expect((await create({ vendor: 'MOCK_ACME' })).integration.vendor).to.equal('MOCK_ACME');
    const production = new IntegrationsScene(true);
    expect(await rejectionOf(production.create.execute(production.input({ vendor: 'MOCK_ACME' })))).to.be.instanceOf(VendorNotAllowedError);
    expect(new ListVendors(production.registry).execute().map(({ id }) => id)).to.deep.equal(['ACME_ELD', 'NUMBERED', 'ON_PREMISES']);
  });
});
