/** What an event means for us. */
export type WebhookMeaning =
  | { readonly kind: 'driver-hours-changed'; readonly externalDriverId: string }
  | { readonly kind: 'roster-changed' }
  | { readonly kind: 'nothing' };

/** Something a vendor told us of. */
export interface WebhookEvent {
  /** The same for every delivery of the same event; at most 200 characters. */
  readonly eventId: string;
  /** The vendor's own word for it: `user_duty_status_updated`; at most 100 characters. */
  readonly type: string;
  readonly meaning: WebhookMeaning;
}
