import { createHash } from 'node:crypto';
import { isStorable } from '../reading/wire-values.js';

const LONGEST_KEY = 200;

/** The JSON of a pushed body; undefined when it is none. Bytes that are no UTF-8 are not guessed at. */
export function jsonOf(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body)) as unknown;
  } catch {
    return undefined;
  }
}

/** What an event is known by: the vendor's own words, or their digest where those are too long or cannot be stored. */
export function eventKey(words: string): string {
  return words.length <= LONGEST_KEY && isStorable(words) ? words : digestOf(words);
}

/** What an event without an id is known by: the same bytes are the same event. */
export function digestOf(content: string | Uint8Array): string {
  return `sha256:${createHash('sha256').update(content).digest('hex')}`;
}
