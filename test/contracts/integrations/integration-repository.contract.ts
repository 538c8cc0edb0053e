import { expect } from 'chai';
import { IntegrationExistsError, StaleVersionError } from '../../../src/domain/integrations/errors.js';
import type { Integration } from '../../../src/domain/integrations/integration.js';
import { someIntegration } from '../../support/doubles/integrations/vendors.js';
import { rejectionOf } from '../../support/rejection.js';
import { addIntegration, useIntegrations } from './open-integrations.js';
import type { OpensIntegrations } from './open-integrations.js';

/** What every `IntegrationRepository` promises. */
export function describeIntegrationRepository(name: string, open: OpensIntegrations): void {
  describe(`IntegrationRepository: ${name}`, () => {
    const opened = useIntegrations(open);
    const stored = ({ tenantId, id }: Integration): Promise<Integration | undefined> => opened().repositories.integrations.find(tenantId, id);
    const save = (integration: Integration): Promise<Integration> => opened().repositories.integrations.save(integration);
    const remove = ({ tenantId, id }: Integration): Promise<void> => opened().repositories.integrations.remove(tenantId, id);

    it('finds an integration as it was added', async () => {
      const integration = await addIntegration(opened(), { displayName: 'Ñandú', config: { region: 'eu', depth: 2.5 }, syncIntervalSeconds: 60 });
      expect(await stored(integration)).to.deep.equal(integration);
    });

    it('finds nothing in another tenant', async () => {
      const integration = await addIntegration(opened());
      expect(await stored({ ...integration, tenantId: await opened().tenant() })).to.equal(undefined);
    });

    it('saves what people change, counts the version up and leaves the rest', async () => {
      const integration = await addIntegration(opened());
      const edited = { displayName: 'New', enabled: false, config: { region: 'us' }, syncIntervalSeconds: 900, nextSyncAt: new Date('2026-04-01') };
      const saved = await save({ ...integration, ...edited, condition: 'failing', vendor: 'OTHER' });
      const { updatedAt: _, ...rest } = { ...integration, ...edited, version: 2 };
      expect(saved).to.deep.include(rest);
      expect(saved.updatedAt.getTime()).to.be.greaterThan(integration.updatedAt.getTime());
      expect(await stored(integration)).to.deep.equal(saved);
    });

    it('refuses to save over a version somebody else has changed', async () => {
      const integration = await addIntegration(opened());
      await save({ ...integration, displayName: 'First' });
      expect(await rejectionOf(save({ ...integration, displayName: 'Second' }))).to.be.instanceOf(StaleVersionError);
      expect((await stored(integration))?.displayName).to.equal('First');
    });

    it('of 5 saves of the same version at the same time 1 succeeds', async () => {
      const integration = await addIntegration(opened());
      const saves = await Promise.allSettled([1, 2, 3, 4, 5].map((number) => save({ ...integration, displayName: `Try ${number}` })));
      expect(saves.filter(({ status }) => status === 'fulfilled')).to.have.length(1);
      expect((await stored(integration))?.version).to.equal(2);
    });

    it('a tenant has 1 enabled integration with a vendor', async () => {
      const first = await addIntegration(opened());
      const second = someIntegration(first.tenantId);
      expect(await rejectionOf(opened().repositories.integrations.add(second))).to.be.instanceOf(IntegrationExistsError);
      expect(await stored(second)).to.equal(undefined);
      await addIntegration(opened(), { tenantId: first.tenantId, vendor: 'OTHER_ELD' });
      await addIntegration(opened());
    });

    it('of 5 integrations with a vendor that are added at the same time 1 is kept', async () => {
      const tenantId = await opened().tenant();
      const adds = await Promise.allSettled([1, 2, 3, 4, 5].map(() => addIntegration(opened(), { tenantId })));
      expect(adds.filter(({ status }) => status === 'fulfilled')).to.have.length(1);
    });

    it('a disabled one may stand beside it, but not be enabled', async () => {
      const first = await addIntegration(opened());
      const second = await addIntegration(opened(), { tenantId: first.tenantId, enabled: false });
      expect(await rejectionOf(save({ ...second, enabled: true }))).to.be.instanceOf(IntegrationExistsError);
      await save({ ...first, enabled: false });
      expect((await save({ ...second, enabled: true })).enabled).to.equal(true);
    });

    it('does not find, list or save a deleted one, and leaves its vendor free', async () => {
      const integration = await addIntegration(opened());
      await remove(integration);
      await remove(integration);
      expect(await stored(integration)).to.equal(undefined);
      expect(await opened().repositories.integrations.list(integration.tenantId, { limit: 10, offset: 0 })).to.deep.equal({ items: [], total: 0 });
      expect(await rejectionOf(save(integration))).to.be.instanceOf(StaleVersionError);
      const next = await addIntegration(opened(), { tenantId: integration.tenantId });
      expect((await stored(next))?.enabled).to.equal(true);
    });

    it('deletes nothing in another tenant', async () => {
      const integration = await addIntegration(opened());
      await remove({ ...integration, tenantId: await opened().tenant() });
      expect(await stored(integration)).to.deep.equal(integration);
    });

    it('lists the integrations of one tenant oldest first, with their number', async () => {
      const tenantId = await opened().tenant();
      await addIntegration(opened());
      const younger = await addIntegration(opened(), { tenantId, createdAt: new Date('2026-02-02') });
      const older = await addIntegration(opened(), { tenantId, vendor: 'OTHER_ELD', createdAt: new Date('2026-02-01') });
      const { integrations } = opened().repositories;
      expect(await integrations.list(tenantId, { limit: 10, offset: 0 })).to.deep.equal({ items: [older, younger], total: 2 });
      expect(await integrations.list(tenantId, { limit: 1, offset: 1 })).to.deep.equal({ items: [younger], total: 2 });
    });

    it('lists the enabled ones of a type, oldest first', async () => {
      const tenantId = await opened().tenant();
      const some = (vendor: string, fields: Partial<Integration>): Promise<Integration> => addIntegration(opened(), { tenantId, vendor, ...fields });
      const younger = await some('A_FUEL', { integrationType: 'FUEL_PRICE', createdAt: new Date('2026-02-02') });
      const older = await some('B_FUEL', { integrationType: 'FUEL_PRICE', createdAt: new Date('2026-02-01') });
      await some('C_FUEL', { integrationType: 'FUEL_PRICE', enabled: false });
      await remove(await some('D_FUEL', { integrationType: 'FUEL_PRICE' }));
      await some('A_TMS', { integrationType: 'TMS' });
      await addIntegration(opened(), { integrationType: 'FUEL_PRICE' });
      expect(await opened().repositories.integrations.listEnabled(tenantId, 'FUEL_PRICE')).to.deep.equal([older, younger]);
    });
  });
}
