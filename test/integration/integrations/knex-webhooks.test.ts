import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { addIntegration } from '../../contracts/integrations/open-integrations.js';
import { describeWebhookAddresses } from '../../contracts/integrations/webhook-addresses.contract.js';
import { describeWebhookInbox } from '../../contracts/integrations/webhook-inbox.contract.js';
import type { InboxEvent } from '../../../src/application/integrations/ports/webhook-inbox.js';
import type { Integration } from '../../../src/domain/integrations/integration.js';
import { KnexLinkedDrivers } from '../../../src/infrastructure/persistence/fleet-data/knex-linked-drivers.js';
import { KnexWebhookAddresses } from '../../../src/infrastructure/persistence/integrations/knex-webhook-addresses.js';
import { KnexWebhookInbox } from '../../../src/infrastructure/persistence/integrations/knex-webhook-inbox.js';
import { Retention } from '../../../src/infrastructure/persistence/retention.js';
import { openKnexIntegrations } from './knex-integrations.js';
import type { KnexIntegrations } from './knex-integrations.js';

describeWebhookInbox('PostgreSQL', async () => {
  const opened = await openKnexIntegrations();
  const pass = (seconds: number): Promise<void> =>
    opened.database.system(async (sql) => {
      await sql.raw('update webhook_event set next_attempt_at = next_attempt_at - make_interval(secs => ?)', [seconds]);
    });
  return { ...opened, inbox: new KnexWebhookInbox(opened.database, 60), pass, now: () => new Date() };
});

describeWebhookAddresses('PostgreSQL', async () => {
  const opened = await openKnexIntegrations();
  const deactivate = (tenantId: string): Promise<void> =>
    opened.database.system(async (sql) => {
      await sql('tenant').where({ id: tenantId }).update({ is_active: false });
    });
  return { ...opened, addresses: new KnexWebhookAddresses(opened.database), deactivate };
});

describe('Webhooks on PostgreSQL', () => {
  let opened: KnexIntegrations;
  let integration: Integration;

  before(async function () {
    this.timeout(60_000);
    opened = await openKnexIntegrations();
    integration = await addIntegration(opened);
  });
  after(() => opened.close());

  const event = (): InboxEvent => {
    const { tenantId, id: integrationId } = integration;
    return { id: randomUUID(), tenantId, integrationId, eventId: randomUUID(), type: 'duty_status', body: '{}' };
  };

  it('after 90 days what was worked on goes, however it ended; what waits stays, and so does what is 89 days old', async () => {
    const inbox = new KnexWebhookInbox(opened.database, 60);
    const [done, failed, waiting, young] = [event(), event(), event(), event()];
    for (const one of [done, young]) await inbox.enqueue(one, 'nothing');
    await inbox.enqueue(failed, 'work');
    for (const leased of await inbox.lease(1)) await inbox.settle(leased, { state: 'failed', note: 'timeout' });
    await inbox.enqueue(waiting, 'work');
    await opened.database.system(async (sql) => {
      await sql.raw("update webhook_event set received_at = received_at - interval '91 days'");
      await sql.raw("update webhook_event set received_at = received_at + interval '2 days' where id = ?", [young.id]);
    });
    expect((await new Retention(opened.database, 90).purge())['webhook_event']).to.equal(2);
    const left = await opened.database.system((sql) => sql<{ id: string }>('webhook_event').select('id'));
    expect(left.map(({ id }) => id)).to.have.members([waiting.id, young.id]).and.to.have.length(2);
  });

  it('a driver is known by tenant, integration and vendor’s id together, while active', async () => {
    const drivers = new KnexLinkedDrivers(opened.database);
    const other = await addIntegration(opened);
    const link = { tenant_id: integration.tenantId, integration_id: integration.id };
    await opened.database.tenant(integration.tenantId, async (sql) => {
      await sql('driver').insert({ ...link, driver_id: 'D1', name: 'Ann', external_driver_id: '7' });
      await sql('driver').insert({ ...link, driver_id: 'D2', name: 'Bob', external_driver_id: '8', is_active: false });
    });
    const has = (of: Integration, externalDriverId: string): Promise<boolean> => drivers.has(of.tenantId, of.id, externalDriverId);
    expect(await has(integration, '7')).to.equal(true);
    expect(await Promise.all([has(integration, '8'), has(integration, '9'), has(other, '7'), has({ ...integration, id: other.id }, '7')])).to.deep.equal([false, false, false, false]);
  });
});
