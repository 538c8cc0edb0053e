import type { VendorId } from '../../../domain/integrations/vendor-description.js';
import type { WebhookEvent } from '../../../domain/integrations/webhook-event.js';
import type { Secret } from '../../../domain/shared/secret.js';

/** A request a vendor sent us, as it came over the wire. */
export interface WebhookDelivery {
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** The bytes the signature was made over. */
  readonly body: Uint8Array;
}

/** How one vendor signs and words its webhooks. */
export interface VendorWebhook {
  /**
   * Whether the vendor signed exactly these bytes with the secret and, where it signs the time, within five minutes of `now`.
   * Compares in constant time. False for a secret that cannot be a key of this vendor.
   */
  isSigned(delivery: WebhookDelivery, secret: Secret<string>, now: Date): boolean;
  /** The event a signed body tells of; undefined when it tells of none. The same body always gives the same event. */
  read(body: Uint8Array): WebhookEvent | undefined;
}

/** The vendors that push events. */
export interface VendorWebhooks {
  /** By id or alias; undefined when there is no such vendor or it pushes nothing. */
  find(vendor: VendorId): VendorWebhook | undefined;
}
