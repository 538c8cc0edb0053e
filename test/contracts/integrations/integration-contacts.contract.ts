import { expect } from 'chai';
import type { Integration } from '../../../src/domain/integrations/integration.js';
import { addIntegration, useIntegrations } from './open-integrations.js';
import type { OpensIntegrations } from './open-integrations.js';

/** What every `IntegrationContacts` promises. */
export function describeIntegrationContacts(name: string, open: OpensIntegrations): void {
  describe(`IntegrationContacts: ${name}`, () => {
    const opened = useIntegrations(open);
    const stored = async ({ tenantId, id }: Integration): Promise<Integration> => (await opened().repositories.integrations.find(tenantId, id))!;

    it('a success makes it reached and says when', async () => {
      const integration = await addIntegration(opened());
      await opened().contacts.recordSuccess(integration.tenantId, integration.id);
      const { condition, contact } = await stored(integration);
      expect([condition, contact.lastErrorAt, contact.lastErrorMessage]).to.deep.equal(['reached', undefined, undefined]);
      expect(contact.lastSuccessAt).to.be.instanceOf(Date);
    });

    it('a failure makes it failing, says when and why, and keeps the last success', async () => {
      const integration = await addIntegration(opened());
      await opened().contacts.recordSuccess(integration.tenantId, integration.id);
      await opened().contacts.recordFailure(integration.tenantId, integration.id, 'Reconnect it.');
      const { condition, contact } = await stored(integration);
      expect([condition, contact.lastErrorMessage]).to.deep.equal(['failing', 'Reconnect it.']);
      expect([contact.lastErrorAt, contact.lastSuccessAt].every((at) => at instanceof Date)).to.equal(true);
    });

    it('a success after a failure makes it reached again', async () => {
      const integration = await addIntegration(opened());
      await opened().contacts.recordFailure(integration.tenantId, integration.id, 'Reconnect it.');
      await opened().contacts.recordSuccess(integration.tenantId, integration.id);
      expect((await stored(integration)).condition).to.equal('reached');
    });

    it('a success after a failure makes a sync due at once, any other success leaves the schedule', async () => {
      const later = new Date('2099-01-01');
      const [failed, fine] = [await addIntegration(opened(), { nextSyncAt: later }), await addIntegration(opened(), { nextSyncAt: later })];
      await opened().contacts.recordFailure(failed.tenantId, failed.id, 'Reconnect it.');
      for (const { tenantId, id } of [failed, fine]) await opened().contacts.recordSuccess(tenantId, id);
      expect((await stored(failed)).nextSyncAt.getTime()).to.be.below(new Date('2090-01-01').getTime());
      expect((await stored(fine)).nextSyncAt).to.deep.equal(later);
    });

    it('a sync that is due already stays due', async () => {
      const integration = await addIntegration(opened());
      await opened().contacts.recordFailure(integration.tenantId, integration.id, 'Reconnect it.');
      await opened().contacts.recordSuccess(integration.tenantId, integration.id);
      expect((await stored(integration)).nextSyncAt).to.deep.equal(integration.nextSyncAt);
    });

    it('a failure moves neither version nor schedule nor what people set', async () => {
      const integration = await addIntegration(opened());
      await opened().contacts.recordFailure(integration.tenantId, integration.id, 'Reconnect it.');
      const { condition: _, contact: __, ...rest } = integration;
      expect(await stored(integration)).to.deep.include(rest);
    });

    it('writes nothing into another tenant', async () => {
      const integration = await addIntegration(opened());
      await opened().contacts.recordFailure(await opened().tenant(), integration.id, 'Reconnect it.');
      await opened().contacts.recordSuccess(await opened().tenant(), integration.id);
      expect(await stored(integration)).to.deep.equal(integration);
    });
  });
}
