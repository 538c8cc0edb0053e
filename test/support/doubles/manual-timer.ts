import { setImmediate } from 'node:timers/promises';
import type { Timer } from '../../../src/application/shared/timer.js';

interface Sleeper {
  readonly wakesAt: number;
  readonly wake: () => void;
}

/** A timer whose sleepers wake only when a test moves it on. */
export class ManualTimer implements Timer {
  #elapsed = 0;
  #sleepers: Sleeper[] = [];

  /** How many are asleep. */
  get sleeping(): number {
    return this.#sleepers.length;
  }

  sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    if (signal?.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const wake = (): void => {
        signal?.removeEventListener('abort', wake);
        this.#sleepers = this.#sleepers.filter((other) => other !== sleeper);
        resolve();
      };
      const sleeper: Sleeper = { wakesAt: this.#elapsed + milliseconds, wake };
      this.#sleepers.push(sleeper);
      signal?.addEventListener('abort', wake);
    });
  }

  /**
   * Wakes everybody whose time has come, the earliest first, and lets each do what follows before the next wakes: one
   * who goes back to sleep inside the span is woken again.
   */
  async advance(milliseconds: number): Promise<void> {
    const until = this.#elapsed + milliseconds;
    for (let next = this.#dueBy(until); next !== undefined; next = this.#dueBy(until)) {
      this.#elapsed = Math.max(this.#elapsed, next.wakesAt);
      next.wake();
      await setImmediate();
    }
    this.#elapsed = until;
    await setImmediate();
  }

  #dueBy(until: number): Sleeper | undefined {
    const [first] = this.#sleepers.filter(({ wakesAt }) => wakesAt <= until).sort((a, b) => a.wakesAt - b.wakesAt);
    return first;
  }
}
