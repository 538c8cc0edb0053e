const INSPECT = Symbol.for('nodejs.util.inspect.custom');

/**
 * Wraps a credential so that it cannot reach a log, an error or a response by accident:
 * it prints as `[secret]` in JSON, template strings and `util.inspect`.
 */
export class Secret<T> {
  readonly #value: T;

  constructor(value: T) {
    this.#value = value;
  }

  /** The wrapped value. Call it only where the value leaves for the party it belongs to. */
  reveal(): T {
    return this.#value;
  }

  toString(): string {
    return '[secret]';
  }

  toJSON(): string {
    return '[secret]';
  }

  [INSPECT](): string {
    return '[secret]';
  }
}
