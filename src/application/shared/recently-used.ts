/** Keeps the entries that were read or written last, at most `max` of them. */
export class RecentlyUsed<Value> {
  /** A Map remembers the order of insertion: the first key is the one left alone for longest. */
  readonly #entries = new Map<string, Value>();

  constructor(private readonly max: number) {}

  get size(): number {
    return this.#entries.size;
  }

  get(key: string): Value | undefined {
    const value = this.#entries.get(key);
    if (value !== undefined) this.#toEnd(key, value);
    return value;
  }

  set(key: string, value: Value): void {
    this.#toEnd(key, value);
    const [oldest] = this.#entries.keys();
    if (this.#entries.size > this.max && oldest !== undefined) this.#entries.delete(oldest);
  }

  delete(key: string): void {
    this.#entries.delete(key);
  }

  #toEnd(key: string, value: Value): void {
    this.#entries.delete(key);
    this.#entries.set(key, value);
  }
}
