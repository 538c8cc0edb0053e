/** Motive takes no more rows on a page, so each chunk is answered by one page. */
const MAX_IDS = 100;
/** No leading zero: `driver_ids[]=007` would be answered for driver 7, under an id nobody asked for. */
const DRIVER_ID = /^[1-9]\d{0,18}$/;

/**
 * A driver's id as an opaque string; an integer on Motive's wire. Undefined for what cannot name a driver, a number too
 * large to have arrived intact included (two drivers could have become one).
 */
export function driverIdOf(value: unknown): string | undefined {
  if (typeof value === 'number') return Number.isSafeInteger(value) && value > 0 ? String(value) : undefined;
  return typeof value === 'string' && DRIVER_ID.test(value) ? value : undefined;
}

/**
 * Ids for the repeated parameter `driver_ids[]`, at most 100 at a time: with the longest ids there are, a URL stays below
 * 4,000 characters, far from the 8 kB at which servers refuse it. Ids no Motive driver can have are left out.
 */
export function* driverIdChunks(ids: Iterable<string>): Generator<readonly string[], void, undefined> {
  let chunk: string[] = [];
  for (const id of ids) {
    if (driverIdOf(id) === undefined) continue;
    chunk.push(id);
    if (chunk.length === MAX_IDS) {
      yield chunk;
      chunk = [];
    }
  }
  if (chunk.length > 0) yield chunk;
}
