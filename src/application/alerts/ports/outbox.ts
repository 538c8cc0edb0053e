import type { AlertMessage } from '../../../domain/alerts/alert-message.js';
import type { TenantId } from '../../../domain/shared/identifiers.js';

/** Where a message goes. The Slack webhook itself is looked up when it is sent, so it is stored in one place only. */
export type OutboxRecipient = { readonly channel: 'email'; readonly address: string } | { readonly channel: 'slack' };

export interface OutboxEntry {
  /** Stable over all attempts: the Message-ID. */
  readonly id: string;
  readonly tenantId: TenantId;
  readonly incidentId: string | undefined;
  readonly recipient: OutboxRecipient;
  readonly message: AlertMessage;
}

/** An entry this process may deliver; `fencing` is what settling it takes. */
export interface LeasedEntry extends OutboxEntry {
  readonly fencing: number;
  readonly attempts: number;
  readonly writtenAt: Date;
}

export type EntryOutcome =
  | { readonly status: 'sent' }
  | { readonly status: 'pending'; readonly nextAttemptAt: Date; readonly reason: string }
  | { readonly status: 'failed'; readonly reason: string }
  | { readonly status: 'not_configured' };

/** Messages on their way out, written in the transaction of what they tell about. */
export interface Outbox {
  enqueue(entries: readonly OutboxEntry[]): Promise<void>;
}

/** The side of the outbox that delivers. Any replica may; a lease and its fencing number decide who settles. */
export interface OutboxQueue {
  /** Due messages, the longest due first; one about an incident not before the earlier ones to the same recipient. */
  lease(limit: number): Promise<readonly LeasedEntry[]>;
  /** False when the lease is lost: somebody else has settled or is at it. */
  settle(entry: Pick<LeasedEntry, 'id' | 'fencing'>, outcome: EntryOutcome): Promise<boolean>;
}
