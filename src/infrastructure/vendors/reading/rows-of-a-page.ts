/** A page of a vendor's list, and the moment just before we asked for it. */
export interface DatedRows {
  readonly rows: readonly unknown[];
  readonly askedAt: Date;
}

/** What the rows of a page tell. */
export interface PageRead<Item> {
  readonly items: readonly Item[];
  /** Rows that name nothing we could read. */
  readonly unreadable: number;
}

/** Reads the rows of a page. Of two rows about one thing the last one wins; rows that name none are counted. */
export function lastOfEach<Item>(rows: readonly unknown[], read: (row: unknown) => Item | undefined, idOf: (item: Item) => string): PageRead<Item> {
  const byId = new Map<string, Item>();
  let unreadable = 0;
  for (const row of rows) {
    const item = read(row);
    if (item === undefined) unreadable += 1;
    else byId.set(idOf(item), item);
  }
  return { items: [...byId.values()], unreadable };
}

/** The items whose ids `seen` does not have yet; it has them afterwards. */
export function unseen<Item>(items: readonly Item[], seen: Set<string>, idOf: (item: Item) => string): readonly Item[] {
  return items.filter((item) => {
    const id = idOf(item);
    const isFirst = !seen.has(id);
    seen.add(id);
    return isFirst;
  });
}
