import { ProcessWebhooks } from '../../../src/application/integrations/process-webhooks.js';
import type { WebhookAccount, WebhookEffects } from '../../../src/application/integrations/ports/webhook-effects.js';
import type { Integration } from '../../../src/domain/integrations/integration.js';
import { CountingIds } from '../../support/doubles/counting-ids.js';
import { someTenant } from '../../support/doubles/identity/people.js';
import { InMemoryWebhookInbox } from '../../support/doubles/integrations/in-memory-webhook-inbox.js';
import type { KeptWebhook } from '../../support/doubles/integrations/in-memory-webhook-inbox.js';
import { IntegrationTables } from '../../support/doubles/integrations/integration-tables.js';
import { PasswordWebhook, onlyFrom } from '../../support/doubles/integrations/password-webhook.js';
import { someIntegration } from '../../support/doubles/integrations/vendors.js';
import { OWN_TRANSACTIONS } from '../../support/doubles/in-memory-unit-of-work.js';
import { ManualClock } from '../../support/doubles/manual-clock.js';
import { RecordingLogger } from '../../support/recording-logger.js';

/** Remembers what it was asked for. Fails, and waits, as told. */
export class ScriptedEffects implements WebhookEffects {
  readonly asked: string[] = [];
  readonly unknown = new Set<string>();
  failure: unknown;
  gate: Promise<void> = Promise.resolve();
  /** What comes of asking for a sync. */
  sync: 'started' | 'covered' | 'wait' = 'started';

  async refreshHours(_account: WebhookAccount, externalDriverId: string): Promise<'refreshed' | 'unknown-driver'> {
    await this.take(`hours ${externalDriverId}`);
    return this.unknown.has(externalDriverId) ? 'unknown-driver' : 'refreshed';
  }

  async startSync({ integrationId }: WebhookAccount, toldAt: Date): Promise<'started' | 'covered' | 'wait'> {
    await this.take(`sync ${integrationId} told of at ${toldAt.toISOString()}`);
    return this.sync;
  }

  private async take(what: string): Promise<void> {
    this.asked.push(what);
    await this.gate;
    if (this.failure !== undefined) throw this.failure as Error;
  }
}

/** An inbox in memory and one who works on it, for one integration. */
export class WebhooksScene {
  readonly clock = new ManualClock();
  readonly tables = new IntegrationTables();
  readonly repositories = this.tables.repositories(OWN_TRANSACTIONS);
  readonly inbox = new InMemoryWebhookInbox(this.clock);
  readonly effects = new ScriptedEffects();
  readonly logger = new RecordingLogger();
  readonly integration: Integration = someIntegration(someTenant().id);
  readonly webhooks: ProcessWebhooks;
  readonly #ids = new CountingIds();

  private constructor() {
    const { inbox, repositories, effects, logger } = this;
    this.webhooks = new ProcessWebhooks(inbox, repositories.integrations, onlyFrom('ACME_ELD', new PasswordWebhook()), effects, logger, 10_000);
  }

  static async open(): Promise<WebhooksScene> {
    const scene = new WebhooksScene();
    await scene.repositories.integrations.add(scene.integration);
    return scene;
  }

  /** Events that wait: `<id> <type> <driver>`. */
  async given(...bodies: readonly string[]): Promise<void> {
    const { tenantId, id: integrationId } = this.integration;
    for (const body of bodies) {
      const [eventId = '', type = ''] = body.split(' ');
      await this.inbox.enqueue({ id: this.#ids.next(), tenantId, integrationId, eventId, type, body }, 'work');
    }
  }

  /** One turn, to its end. Gives how many events were begun. */
  async work(): Promise<number> {
    const begun = await this.webhooks.execute();
    await this.webhooks.settled();
    return begun;
  }

  /** Effects wait until the returned function is called. */
  hold(): () => void {
    let open = (): void => undefined;
    this.effects.gate = new Promise((resolve) => { open = resolve; });
    return () => { open(); };
  }

  get only(): KeptWebhook {
    const [kept, ...more] = this.inbox.kept;
    if (kept === undefined || more.length > 0) throw new Error(`${this.inbox.kept.length} events are kept instead of 1.`);
    return kept;
  }
}
