/** A source of fresh UUIDs. */
export interface IdGenerator {
  next(): string;
}
