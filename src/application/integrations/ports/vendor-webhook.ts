import type { Secret } from '../../../domain/shared/secret.js';

/** A request a vendor sent us, as it came over the wire. */
export interface WebhookDelivery {
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** The bytes the signature was made over. */
  readonly body: Uint8Array;
}

/** What an event means for us. */
export type WebhookMeaning =
  | { readonly kind: 'driver-hours-changed'; readonly externalDriverId: string }
  | { readonly kind: 'roster-changed' }
  | { readonly kind: 'nothing' };

export interface WebhookEvent {
  /** The same for every delivery of the same event. */
  readonly eventId: string;
  /** The vendor's own word for it: `user_duty_status_updated`. */
  readonly type: string;
  readonly meaning: WebhookMeaning;
}

/** How one vendor signs and words its webhooks. */
export interface VendorWebhook {
  /** Whether the vendor signed exactly these bytes with the secret and, where it signs the time, within five minutes of `now`. */
  isSigned(delivery: WebhookDelivery, secret: Secret<string>, now: Date): boolean;
  /** The event of a signed delivery; undefined when it is none the vendor's contract knows. */
  read(delivery: WebhookDelivery): WebhookEvent | undefined;
}
