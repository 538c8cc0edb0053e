import type { Drift } from './simulator-faults.js';

/**
 * A JSON body as a vendor might send it after changing its schema behind our back: in the rows (everything inside a list)
 * every second key of each object is renamed or gone, or every number is a string. What surrounds the rows stays.
 */
export function drifted(body: string, drift: Drift): string {
  return JSON.stringify(outsideRows(JSON.parse(body), drift));
}

function outsideRows(value: unknown, drift: Drift): unknown {
  if (Array.isArray(value)) return value.map((row: unknown) => insideRows(row, drift));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, outsideRows(inner, drift)]));
}

function insideRows(value: unknown, drift: Drift): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => insideRows(item, drift));
  if (typeof value === 'number') return drift === 'strings' ? String(value) : value;
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, inner], index): [string, unknown] | undefined => {
    const kept = insideRows(inner, drift);
    if (drift === 'strings' || index % 2 === 0) return [key, kept];
    return drift === 'missing' ? undefined : [`${key}V2`, kept];
  });
  return Object.fromEntries(entries.filter((entry) => entry !== undefined));
}
