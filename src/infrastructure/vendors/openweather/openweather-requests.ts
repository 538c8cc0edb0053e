import type { Coordinates } from '../../../domain/fleet-data/coordinates.js';
import type { VendorSession } from '../vendor-definition.js';

/** Both versions are asked, so paths carry theirs and the base URL ends before it. */
export const CURRENT_PATH = '/data/2.5/weather';
export const ONE_CALL_PATH = '/data/3.0/onecall';

const DECIMALS = 4;

/** `lat` and `lon` to four decimals (36 feet), never in the form `1e-7`. */
export function placeQuery({ latitude, longitude }: Coordinates): { readonly lat: number; readonly lon: number } {
  return { lat: rounded(latitude), lon: rounded(longitude) };
}

/** The config field `alerts`: a switch in the form, kept as text. */
export function alertsWanted({ connection }: VendorSession): boolean {
  const { alerts } = connection.config;
  return alerts === true || alerts === 'true';
}

function rounded(degrees: number): number {
  return Math.round(degrees * 10 ** DECIMALS) / 10 ** DECIMALS;
}
