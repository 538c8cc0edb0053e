import { idOf } from '../reading/wire-values.js';

const MAX_IDS = 512;
/** Of the joined, URL-encoded ids: request lines beyond 8 kB are refused on the way by proxies and servers. */
const MAX_LENGTH = 6000;
const ENCODED_COMMA_LENGTH = 3;

/**
 * Ids joined for `driverIds=`, at most 512 ids and 6,000 characters (as sent) each. Ids that no Samsara driver can have,
 * or that the comma-separated parameter cannot carry, are left out: asking without ids would ask for the whole fleet.
 */
export function* driverIdChunks(ids: Iterable<string>): Generator<string, void, undefined> {
  let chunk: string[] = [];
  let length = 0;
  for (const id of ids) {
    if (idOf(id) === undefined || id.includes(',')) continue;
    const added = encodeURIComponent(id).length + ENCODED_COMMA_LENGTH;
    if (chunk.length > 0 && (chunk.length >= MAX_IDS || length + added > MAX_LENGTH)) {
      yield chunk.join(',');
      chunk = [];
      length = 0;
    }
    chunk.push(id);
    length += added;
  }
  if (chunk.length > 0) yield chunk.join(',');
}
