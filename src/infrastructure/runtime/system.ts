import { randomUUID } from 'node:crypto';
import type { Clock } from '../../application/shared/clock.js';
import type { IdGenerator } from '../../application/shared/id-generator.js';
import type { Timer } from '../../application/shared/timer.js';

export class SystemClock implements Clock {
  now(): Date {
    return new Date();
  }
}

export class RandomIdGenerator implements IdGenerator {
  next(): string {
    return randomUUID();
  }
}

export class SystemTimer implements Timer {
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    if (signal?.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', done);
        resolve();
      };
      const timer = setTimeout(done, milliseconds);
      signal?.addEventListener('abort', done);
    });
  }
}
