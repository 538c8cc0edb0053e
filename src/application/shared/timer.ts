/** Waiting, as a port: tests pass a timer they move by hand. */
export interface Timer {
  /** Resolves after `milliseconds`, or at once when the signal aborts. Never rejects. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}
