import { WebhookRefusedError } from '../../domain/integrations/errors.js';
import { WEBHOOK_SECRET, isIntegrationId } from '../../domain/integrations/webhook-address.js';
import { toIntegrationId, toTenantId } from '../../domain/shared/identifiers.js';
import type { IntegrationId } from '../../domain/shared/identifiers.js';
import { Secret } from '../../domain/shared/secret.js';
import type { Clock } from '../shared/clock.js';
import type { IdGenerator } from '../shared/id-generator.js';
import type { Logger } from '../shared/logger.js';
import type { CredentialStore } from './ports/credential-store.js';
import type { VendorRegistry } from './ports/vendor-registry.js';
import type { VendorWebhook, VendorWebhooks, WebhookDelivery } from './ports/vendor-webhook.js';
import type { WebhookAccount } from './ports/webhook-effects.js';
import type { WebhookAddress, WebhookAddresses } from './ports/webhook-addresses.js';
import type { WebhookInbox } from './ports/webhook-inbox.js';

const NOBODY = '00000000-0000-0000-0000-000000000000';
/** Checked against when there is no secret, so that a wrong address costs what a wrong signature does. */
const NOBODYS_SECRET = new Secret('bm9ib2R5cyBzZWNyZXQ=');

export interface ReceivedWebhook {
  /** Registry id or alias, in whatever case. */
  readonly vendor: string;
  readonly integrationId: string;
  readonly delivery: WebhookDelivery;
}

/** `unreadable`: signed, but no event of the vendor's; nothing was kept. */
export type WebhookReceipt = { readonly kind: 'received'; readonly duplicate: boolean } | { readonly kind: 'unreadable' };

export interface WebhookReceiving {
  readonly registry: VendorRegistry;
  readonly webhooks: VendorWebhooks;
  readonly addresses: WebhookAddresses;
  readonly credentials: CredentialStore;
  readonly inbox: WebhookInbox;
  /** Called when something new in the inbox is due. */
  readonly wake: () => void;
  /** How long a changed roster waits for the other changes of the same edit. */
  readonly rosterSettlesMs: number;
  readonly ids: IdGenerator;
  readonly clock: Clock;
  readonly logger: Logger;
}

interface Claim {
  readonly id: IntegrationId;
  readonly webhook: VendorWebhook | undefined;
  /** Undefined also when it is another vendor's. */
  readonly address: WebhookAddress | undefined;
  readonly secret: Secret<string> | undefined;
}

interface Caller {
  readonly account: WebhookAccount;
  readonly webhook: VendorWebhook;
}

/** Keeps what a vendor pushed, if the vendor can be believed to have sent it. What it means is worked on later. */
export class ReceiveWebhook {
  constructor(private readonly parts: WebhookReceiving) {}

  /**
   * Throws `WebhookRefusedError`, the same for an address nobody has, an integration that is disabled or has no secret, and a
   * signature that is wrong or too old.
   */
  async execute(received: ReceivedWebhook): Promise<WebhookReceipt> {
    const { account, webhook } = await this.believe(received);
    const { body } = received.delivery;
    const event = webhook.read(body);
    if (event === undefined) return { kind: 'unreadable' };
    const { inbox, ids, logger, wake } = this.parts;
    const { eventId, type, meaning } = event;
    const asks = meaning.kind === 'nothing' ? 'nothing' : 'work';
    const delayMs = meaning.kind === 'roster-changed' ? this.parts.rosterSettlesMs : 0;
    const kept = await inbox.enqueue({ id: ids.next(), ...account, eventId, type, body: new TextDecoder().decode(body) }, asks, delayMs);
    const duplicate = kept === 'duplicate';
    logger.info('webhook.received', { ...account, type, duplicate });
    if (asks === 'work' && delayMs === 0 && !duplicate) wake();
    return { kind: 'received', duplicate };
  }

  private async believe(received: ReceivedWebhook): Promise<Caller> {
    const { id, webhook, address, secret } = await this.lookUp(received);
    // The same step for an address nobody has as for a wrong signature.
    const signed = webhook?.isSigned(received.delivery, secret ?? NOBODYS_SECRET, this.parts.clock.now()) ?? false;
    if (webhook === undefined || address === undefined) throw this.refusal(id, 'address');
    if (secret === undefined) throw this.refusal(id, 'secret');
    if (!signed) throw this.refusal(id, 'signature');
    return { account: { tenantId: address.tenantId, integrationId: id }, webhook };
  }

  /** What is known of an address, by the same queries whether anything is known or not. */
  private async lookUp({ vendor, integrationId }: ReceivedWebhook): Promise<Claim> {
    const { registry, webhooks, addresses, credentials } = this.parts;
    const id = toIntegrationId(isIntegrationId(integrationId) ? integrationId.toLowerCase() : NOBODY);
    const named = registry.find(vendor.toUpperCase())?.id;
    const found = await addresses.find(id);
    const address = found?.vendor === named ? found : undefined;
    const { [WEBHOOK_SECRET]: stored } = await credentials.load(address?.tenantId ?? toTenantId(NOBODY), id);
    const webhook = named === undefined ? undefined : webhooks.find(named);
    return { id, webhook, address, secret: stored === 'unreadable' ? undefined : stored };
  }

  /** The operator may know why; whoever sent it may not. */
  private refusal(integrationId: IntegrationId, wrong: 'address' | 'secret' | 'signature'): WebhookRefusedError {
    this.parts.logger.info('webhook.refused', { integrationId, wrong });
    return new WebhookRefusedError();
  }
}
