/** How long webhooks wait for others, and for a process that may have died. */
export interface WebhookTiming {
  /** A changed roster is read so long after we were told: what else the same edit changes comes meanwhile. */
  readonly rosterSettlesMs: number;
  /** An event belongs so long to the process that took it. */
  readonly leaseSeconds: number;
}

export const WEBHOOK_TIMING: WebhookTiming = { rosterSettlesMs: 10_000, leaseSeconds: 60 };
