/** How long webhooks wait for others, and for a process that may have died. */
export interface WebhookTiming {
  /** How long after we were told a changed roster is read: meanwhile the other changes of the same edit arrive. */
  readonly rosterSettlesMs: number;
  /** How long an event belongs to the process that took it. */
  readonly leaseSeconds: number;
}

export const WEBHOOK_TIMING: WebhookTiming = { rosterSettlesMs: 10_000, leaseSeconds: 60 };
