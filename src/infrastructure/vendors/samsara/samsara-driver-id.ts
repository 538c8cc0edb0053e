import { isStorable } from '../wire-values.js';

const DRIVER_ID_LENGTH = 255;

/**
 * A driver's id as an opaque string. Undefined for what cannot name a driver: blank, longer than 255, not storable, or a
 * number too large to have arrived intact (two drivers could have become one).
 */
export function driverIdOf(value: unknown): string | undefined {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? String(value) : undefined;
  if (typeof value !== 'string' || value.trim() === '' || value.length > DRIVER_ID_LENGTH) return undefined;
  return isStorable(value) ? value : undefined;
}
