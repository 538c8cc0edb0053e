const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** A signal that aborts after some time or together with its parent, and knows whether time ran out or somebody stopped it. */
export class Deadline {
  readonly #controller = new AbortController();
  readonly #timer: NodeJS.Timeout;
  readonly #parent: AbortSignal | undefined;
  #ended: 'expired' | 'stopped' | undefined;

  /** @param milliseconds counted from now */
  constructor(milliseconds: number, parent?: AbortSignal) {
    this.#timer = setTimeout(() => this.#end('expired'), Math.min(Math.max(milliseconds, 0), LONGEST_TIMER_MS));
    this.#parent = parent;
    if (parent?.aborted === true) this.#stop();
    parent?.addEventListener('abort', this.#stop, { once: true });
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** `expired`: the time ran out, here or in a parent that is a time limit itself; `stopped`: the parent was aborted. */
  get ended(): 'expired' | 'stopped' | undefined {
    return this.#ended;
  }

  /** Frees the timer and the parent. The signal never aborts afterwards. */
  release(): void {
    clearTimeout(this.#timer);
    this.#parent?.removeEventListener('abort', this.#stop);
  }

  readonly #stop = (): void => this.#end(isTimeLimit(this.#parent?.reason) ? 'expired' : 'stopped');

  #end(why: 'expired' | 'stopped'): void {
    if (this.#ended !== undefined) return;
    this.#ended = why;
    this.release();
    this.#controller.abort(new DOMException(why, why === 'expired' ? 'TimeoutError' : 'AbortError'));
  }
}

/** The same name `AbortSignal.timeout` gives its reason. */
function isTimeLimit(reason: unknown): boolean {
  return reason instanceof DOMException && reason.name === 'TimeoutError';
}
