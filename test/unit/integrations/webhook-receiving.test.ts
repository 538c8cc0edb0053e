import { expect } from 'chai';
import { ReceiveWebhook } from '../../../src/application/integrations/receive-webhook.js';
import type { WebhookReceipt } from '../../../src/application/integrations/receive-webhook.js';
import { WebhookRefusedError } from '../../../src/domain/integrations/errors.js';
import type { Integration } from '../../../src/domain/integrations/integration.js';
import { Secret } from '../../../src/domain/shared/secret.js';
import { CountingIds } from '../../support/doubles/counting-ids.js';
import { someTenant } from '../../support/doubles/identity/people.js';
import { InMemoryVendorRegistry } from '../../support/doubles/integrations/in-memory-vendor-registry.js';
import { InMemoryWebhookAddresses } from '../../support/doubles/integrations/in-memory-webhook-addresses.js';
import { InMemoryWebhookInbox } from '../../support/doubles/integrations/in-memory-webhook-inbox.js';
import { IntegrationTables } from '../../support/doubles/integrations/integration-tables.js';
import { PasswordWebhook, onlyFrom } from '../../support/doubles/integrations/password-webhook.js';
import { SIMULATED_VENDOR, someIntegration, someVendor } from '../../support/doubles/integrations/vendors.js';
import { OWN_TRANSACTIONS } from '../../support/doubles/in-memory-unit-of-work.js';
import { ManualClock } from '../../support/doubles/manual-clock.js';
import { RecordingLogger } from '../../support/recording-logger.js';
import { rejectionOf } from '../../support/rejection.js';

const SECRET = 'canary-password';

describe('ReceiveWebhook', () => {
  let tables: IntegrationTables;
  let inbox: InMemoryWebhookInbox;
  let addresses: InMemoryWebhookAddresses;
  let webhook: PasswordWebhook;
  let logger: RecordingLogger;
  let woken: number;
  let clock: ManualClock;
  let receive: ReceiveWebhook;
  let integration: Integration;

  beforeEach(async () => {
    clock = new ManualClock();
    tables = new IntegrationTables();
    inbox = new InMemoryWebhookInbox(clock);
    addresses = new InMemoryWebhookAddresses(tables);
    webhook = new PasswordWebhook();
    logger = new RecordingLogger();
    woken = 0;
    receive = new ReceiveWebhook({
      registry: new InMemoryVendorRegistry([someVendor(), SIMULATED_VENDOR]),
      webhooks: onlyFrom('ACME_ELD', webhook),
      addresses,
      credentials: tables.repositories(OWN_TRANSACTIONS).credentials,
      inbox,
      wake: () => { woken += 1; },
      rosterSettlesMs: 10_000,
      ids: new CountingIds(),
      clock,
      logger,
    });
    integration = await given();
  });

  /** An integration; an empty secret is not stored. */
  async function given(fields: Partial<Integration> = {}, secret = SECRET): Promise<Integration> {
    const { integrations, credentials } = tables.repositories(OWN_TRANSACTIONS);
    const made = someIntegration(someTenant().id, fields);
    await integrations.add(made);
    const values = { apiKey: new Secret('key'), ...(secret !== '' && { webhookSecret: new Secret(secret) }) };
    await credentials.save(made.tenantId, made.id, values);
    return made;
  }

  interface Push {
    readonly vendor?: string;
    readonly id?: string;
    readonly body?: string;
    readonly password?: string;
  }

  function push({ vendor = 'ACME_ELD', id = integration.id, body = 'e-1 hours D7', password = SECRET }: Push = {}): Promise<WebhookReceipt> {
    return receive.execute({ vendor, integrationId: id, delivery: { headers: { 'x-password': password }, body: Buffer.from(body) } });
  }

  it('keeps an event as it came, wakes the worker and says that it is new', async () => {
    expect(await push({ body: 'e-1 hours José' })).to.deep.equal({ kind: 'received', duplicate: false });
    const { tenantId, id: integrationId } = integration;
    expect(inbox.kept).to.have.length(1);
    expect(inbox.kept[0]).to.deep.include({ tenantId, integrationId, eventId: 'e-1', type: 'hours', body: 'e-1 hours José', state: 'pending', attempts: 0 });
    expect(woken).to.equal(1);
  });

  it('20 deliveries of one event: kept once, the worker is woken once, 19 are duplicates', async () => {
    const receipts = await Promise.all(Array.from({ length: 20 }, () => push()));
    expect(receipts.filter((receipt) => receipt.kind === 'received' && receipt.duplicate)).to.have.length(19);
    expect(inbox.kept).to.have.length(1);
    expect(woken).to.equal(1);
  });

  it('an event that asks for nothing is kept as done and wakes nobody', async () => {
    expect(await push({ body: 'e-1 ping' })).to.deep.equal({ kind: 'received', duplicate: false });
    expect(inbox.kept.map(({ type, state }) => [type, state])).to.deep.equal([['ping', 'done']]);
    expect(woken).to.equal(0);
  });

  it('a roster that changed is due 10 s later, so that the rest of the edit can come, and wakes nobody until then', async () => {
    await push({ body: 'e-1 roster' });
    await push({ body: 'e-2 hours D7' });
    const due = inbox.kept.map(({ nextAttemptAt }) => nextAttemptAt.getTime() - clock.now().getTime());
    expect([due, woken]).to.deep.equal([[10_000, 0], 1]);
  });

  it('a signed body that tells of nothing is not kept', async () => {
    expect(await push({ body: 'nonsense' })).to.deep.equal({ kind: 'unreadable' });
    expect([inbox.kept.length, woken]).to.deep.equal([0, 0]);
  });

  it('takes the vendor under its alias, and vendor and id in any case', async () => {
    for (const [index, vendor] of ['acme_eld', 'OLD_ACME_ELD', 'old_Acme_eld'].entries()) {
      const receipt = await push({ vendor, id: integration.id.toUpperCase(), body: `e-${index} hours D7` });
      expect(receipt, vendor).to.deep.equal({ kind: 'received', duplicate: false });
    }
  });

  it('tells the log of whom and of what kind, never the body, the signature or the secret', async () => {
    await push({ body: 'e-1 hours canary-driver' });
    await push({ body: 'e-1 hours canary-driver' });
    await rejectionOf(push({ password: 'canary-guess' }));
    const { tenantId, id: integrationId } = integration;
    expect(logger.lines).to.deep.equal([
      { level: 'info', event: 'webhook.received', fields: { tenantId, integrationId, type: 'hours', duplicate: false } },
      { level: 'info', event: 'webhook.received', fields: { tenantId, integrationId, type: 'hours', duplicate: true } },
      { level: 'info', event: 'webhook.refused', fields: { integrationId, wrong: 'signature' } },
    ]);
  });

  const refusals: readonly (readonly [what: string, prepare: () => Promise<Push> | Push])[] = [
    ['a wrong signature', () => ({ password: 'guess' })],
    ['no integration of this id', () => ({ id: '0195fe10-0000-7000-8000-00000000ffff' })],
    ['an id that is none', () => ({ id: "' or 1=1 --" })],
    ['the id of nobody', () => ({ id: '00000000-0000-0000-0000-000000000000' })],
    ['an unknown vendor', () => ({ vendor: 'NOBODY' })],
    ['a vendor named like a method', () => ({ vendor: 'constructor' })],
    ['a vendor that pushes nothing', async () => ({ vendor: 'MOCK_ACME', id: (await given({ vendor: 'MOCK_ACME' })).id })],
    ['another vendor than the integration’s', async () => ({ id: (await given({ vendor: 'MOCK_ACME' })).id })],
    ['a disabled integration', async () => ({ id: (await given({ enabled: false })).id })],
    ['a tenant that is switched off', () => { addresses.inactive.add(integration.tenantId); return {}; }],
    ['an integration without a secret', async () => ({ id: (await given({}, '')).id })],
    ['a secret no key opens', () => { tables.loseKeyOf(integration.id, 'webhookSecret'); return {}; }],
    ['the secret that stands in for a missing one', async () => ({ id: (await given({}, '')).id, password: 'bm9ib2R5cyBzZWNyZXQ=' })],
    ['that secret at an address nobody has', () => ({ id: '0195fe10-0000-7000-8000-00000000ffff', password: 'bm9ib2R5cyBzZWNyZXQ=' })],
    ['that secret where no key opens the right one', () => { tables.loseKeyOf(integration.id, 'webhookSecret'); return { password: 'bm9ib2R5cyBzZWNyZXQ=' }; }],
  ];

  for (const [what, prepare] of refusals) {
    it(`refuses ${what}, like anything else, and keeps nothing`, async () => {
      const refused = await rejectionOf(push(await prepare()));
      expect(refused).to.be.instanceOf(WebhookRefusedError);
      expect(refused).to.include({ message: new WebhookRefusedError().message });
      expect([inbox.kept.length, woken]).to.deep.equal([0, 0]);
    });
  }

  it('looks at the signature once, also where there is no address, no secret or a wrong one', async () => {
    const without = await given({}, '');
    for (const bad of [{ id: without.id }, { id: '0195fe10-0000-7000-8000-00000000ffff' }, { id: 'none' }, { password: 'guess' }]) {
      webhook.checks = 0;
      await rejectionOf(push(bad));
      expect(webhook.checks, JSON.stringify(bad)).to.equal(1);
    }
  });
});
