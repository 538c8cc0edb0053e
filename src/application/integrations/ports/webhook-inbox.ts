import type { IntegrationId, TenantId } from '../../../domain/shared/identifiers.js';

/** An event as it is kept. */
export interface InboxEvent {
  readonly id: string;
  readonly tenantId: TenantId;
  readonly integrationId: IntegrationId;
  /** The same for every delivery of the same event. */
  readonly eventId: string;
  readonly type: string;
  readonly body: string;
}

/** An event this process may work on; `attempts` counts this one and is what settling it takes. */
export interface LeasedInboxEvent extends InboxEvent {
  readonly attempts: number;
  /** By the store's clock. */
  readonly receivedAt: Date;
}

/** How an attempt ended. `note` is one word of ours that says why. */
export type InboxOutcome =
  | { readonly state: 'done'; readonly note: string | undefined }
  | { readonly state: 'pending'; readonly delayMs: number; readonly note: string }
  | { readonly state: 'failed'; readonly note: string };

/**
 * Events that vendors pushed, kept before they are acknowledged and worked on afterwards. Any replica may work on one; its
 * lease lasts 60 seconds by the store's clock, then the event is due again.
 */
export interface WebhookInbox {
  /** Keeps an event once per integration and event id, due after `delayMs` (default 0). One that asks for nothing is done already. */
  enqueue(event: InboxEvent, asks: 'work' | 'nothing', delayMs?: number): Promise<'stored' | 'duplicate'>;
  /** Due events, the longest due first. */
  lease(limit: number): Promise<readonly LeasedInboxEvent[]>;
  /** False when the lease is lost: somebody else has settled it or is at it. */
  settle(event: Pick<LeasedInboxEvent, 'tenantId' | 'id' | 'attempts'>, outcome: InboxOutcome): Promise<boolean>;
}
