import type { ProcessWebhooks } from '../../application/integrations/process-webhooks.js';
import type { Logger } from '../../application/shared/logger.js';
import type { Timer } from '../../application/shared/timer.js';

const SCAN_MS = 2_000;

/** Looks for events that wait in the inbox: when it is woken, and every two seconds for those of other replicas and for retries. */
export class WebhookJob {
  #bell = new AbortController();

  constructor(
    private readonly webhooks: ProcessWebhooks,
    private readonly timer: Timer,
    private readonly logger: Logger,
  ) {}

  /** Something new waits. Without a running job this does nothing. */
  wake(): void {
    this.#bell.abort();
  }

  /** Never rejects. Resolves after `stop`, when everything begun is settled. */
  async run(stop: AbortSignal): Promise<void> {
    stop.addEventListener('abort', () => { this.wake(); }, { once: true });
    while (!stop.aborted) {
      // Made before looking: what comes while we look is looked for again.
      const bell = new AbortController();
      this.#bell = bell;
      try {
        await this.webhooks.execute();
      } catch (error) {
        this.logger.warn('background.failed', { work: 'webhooks', error });
      }
      await this.timer.sleep(SCAN_MS, bell.signal);
    }
    await this.webhooks.settled();
  }
}
