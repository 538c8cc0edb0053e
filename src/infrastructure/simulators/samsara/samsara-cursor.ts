/** The opaque cursor of a page: where it ended. */
export function cursorAt(offset: number): string {
  return Buffer.from(`page:${offset}`).toString('base64url');
}

/** Where to go on; undefined for a cursor we never gave. */
export function offsetOf(cursor: string): number | undefined {
  const found = /^page:(0|[1-9]\d{0,8})$/.exec(Buffer.from(cursor, 'base64url').toString('latin1'));
  const offset = found === null ? undefined : Number(found[1]);
  return offset !== undefined && cursorAt(offset) === cursor ? offset : undefined;
}
