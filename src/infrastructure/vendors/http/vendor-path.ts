/** A value that cannot stand in a path without changing its meaning. The message never repeats the value. */
export class UnsafePathPartError extends Error {
  readonly code = 'unsafe-path-part';

  constructor(why: string) {
    super(`A part of a vendor path ${why}.`);
    this.name = 'UnsafePathPartError';
  }
}

/**
 * Builds a vendor path: vendorPath`/fleet/drivers/${id}`. Every part is percent-encoded, so that it stays one segment.
 *
 * @throws UnsafePathPartError for an empty part, `.`, `..`, NUL and text that is not valid Unicode
 */
export function vendorPath(texts: TemplateStringsArray, ...parts: readonly (string | number)[]): string {
  return texts.reduce((path, text, index) => path + encodePart(String(parts[index - 1])) + text);
}

function encodePart(part: string): string {
  if (part === '') throw new UnsafePathPartError('is empty');
  if (part === '.' || part === '..') throw new UnsafePathPartError('would change the directory');
  if (part.includes('\0')) throw new UnsafePathPartError('contains NUL');
  try {
    return encodeURIComponent(part);
  } catch {
    throw new UnsafePathPartError('is not valid Unicode');
  }
}
