import { draw } from '../seeded-draw.js';

/** A number in [0, 1) that changes smoothly from place to place: value noise over a grid of whole numbers. */
export function smoothField(seed: number, x: number, y: number, kind: number): number {
  const [left, bottom] = [Math.floor(x), Math.floor(y)];
  const [right, up] = [eased(x - left), eased(y - bottom)];
  const corner = (dx: number, dy: number): number => draw(seed, left + dx, bottom + dy, kind);
  const low = mix(corner(0, 0), corner(1, 0), right);
  const high = mix(corner(0, 1), corner(1, 1), right);
  return mix(low, high, up);
}

/** No corner shows where two squares of the grid meet. */
function eased(part: number): number {
  return part * part * (3 - 2 * part);
}

function mix(from: number, to: number, part: number): number {
  return from + (to - from) * part;
}
