/** A number from a query; undefined when it is not a plain decimal inside the range. */
export function numberIn(text: string | null, low: number, high: number): number | undefined {
  if (text === null || !/^-?\d{1,9}(\.\d{1,12})?$/.test(text)) return undefined;
  const value = Number(text);
  return value >= low && value <= high ? value : undefined;
}

/** A whole number, or `standard` when the parameter is missing; undefined when it is not one inside the range. */
export function countIn(text: string | null, standard: number, low: number, high: number): number | undefined {
  if (text === null) return standard;
  const value = numberIn(text, low, high);
  return Number.isInteger(value) ? value : undefined;
}

/** The status a key is refused with: 401 without one and for `revoked…`, 403 for `forbidden…`; undefined for any other key, which is accepted. */
export function refusalOf(key: string | undefined): 401 | 403 | undefined {
  if (key === undefined || key === '' || key.startsWith('revoked')) return 401;
  return key.startsWith('forbidden') ? 403 : undefined;
}
