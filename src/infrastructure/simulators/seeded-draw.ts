/** A number in [0, 1) that depends on nothing but its arguments: the same in every process, on every machine. */
export function draw(seed: number, a: number, b = 0, c = 0): number {
  let hash = Math.imul(seed | 0, 0x9e3779b1) ^ 0x51ed270b;
  hash = stirred(hash ^ Math.imul(a | 0, 0x85ebca6b));
  hash = stirred(hash ^ Math.imul(b | 0, 0xc2b2ae35));
  hash = stirred(hash ^ Math.imul(c | 0, 0x27d4eb2f));
  return (hash >>> 0) / 2 ** 32;
}

/** A whole number from `low` to `high`, both included, from a draw. */
export function between(low: number, high: number, drawn: number): number {
  return low + Math.floor(drawn * (high - low + 1));
}

function stirred(value: number): number {
  let hash = value ^ (value >>> 16);
  hash = Math.imul(hash, 0x7feb352d);
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x846ca68b);
  return hash ^ (hash >>> 16);
}
