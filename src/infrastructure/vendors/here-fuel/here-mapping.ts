import { greatCircleMiles, type Coordinates } from '../../../domain/fleet-data/coordinates.js';
import { isZero, productOf, roundedHalfUp } from '../../../domain/fleet-data/decimal.js';
import type { FuelOffer } from '../../../domain/fleet-data/fuel-offer.js';
import { distanceOf, momentOf, priceOf } from '../fuel-prices/station-values.js';
import { coordinatesOf, idOf, isFields, partOf, textOf, type Fields } from '../reading/wire-values.js';

export const METRES_PER_MILE = 1609.344;
const LITRES_PER_US_GALLON = '3.785411784';
/** Tenths of a cent, as prices stand on the sign of a station. */
const PLACES_OF_A_PRICE = 3;

/** A page of stations. */
export interface HerePage {
  readonly rows: readonly unknown[];
  readonly hasMore: boolean;
}

/** What surrounds the stations, or a sentence saying what is wrong with it. An answer without any has no list. */
export function herePageOf(body: unknown): HerePage | string {
  if (!isFields(body)) return 'HERE sent no JSON object.';
  const { hasMore, fuelStations } = body;
  if (typeof hasMore !== 'boolean') return 'HERE did not say whether more stations follow.';
  if (!isFields(fuelStations)) return 'HERE sent nothing under "fuelStations".';
  const rows = fuelStations['fuelStation'] ?? [];
  return Array.isArray(rows) ? { rows, hasMore } : 'HERE sent no list under "fuelStation".';
}

/** One station. Undefined when it has no id or no position. A station without a price of diesel is still a station. */
export function hereOfferOf(row: unknown, near: Coordinates): FuelOffer | undefined {
  if (!isFields(row)) return undefined;
  const stationId = idOf(row['id']);
  const position = positionOf(partOf(row, 'position')) ?? positionOf(partOf(row, 'entrancePosition'));
  if (stationId === undefined || position === undefined) return undefined;
  const address = partOf(row, 'address');
  const metres = distanceOf(row['distance']);
  const diesel = dieselOf(row['fuelPrice'], address['country']);
  return {
    stationId,
    name: textOf(row['name']),
    brand: textOf(row['brand']),
    address: streetOf(address),
    city: textOf(address['city']),
    state: textOf(address['region']),
    zip: textOf(address['postalCode']),
    position,
    pricePerGallon: undefined, // only diesel is asked for
    dieselPrice: diesel?.perGallon,
    currency: diesel?.currency,
    distanceMiles: metres === undefined ? greatCircleMiles(near, position) : metres / METRES_PER_MILE,
    amenities: [],
    lastUpdated: diesel?.setAt,
    priceKind: 'station',
  };
}

/** A price of diesel, with all that makes it one. */
interface DieselPrice {
  /** Per US gallon. */
  readonly perGallon: string;
  readonly currency: string;
  readonly setAt: Date;
}

/** The newest of a station's diesel prices. */
function dieselOf(prices: unknown, country: unknown): DieselPrice | undefined {
  const rows: readonly unknown[] = Array.isArray(prices) ? prices : [];
  const found = rows.map((row) => dieselPriceOf(row, country)).filter((price) => price !== undefined);
  return found.toSorted((one, other) => other.setAt.getTime() - one.setAt.getTime())[0];
}

/**
 * A row of fuel type 1, plain diesel. Rows without `price` are HERE's estimates and say how a station compares, not what it
 * asks; a price without its currency or its moment is none either.
 */
export function dieselPriceOf(row: unknown, country: unknown): DieselPrice | undefined {
  if (!isFields(row) || (row['fuelType'] !== '1' && row['fuelType'] !== 1)) return undefined;
  const setAt = momentOf(row['lastUpdateTimestamp']);
  const perGallon = perUsGallon(priceOf(row['price'], setAt), row['unit'], country);
  const currency = row['currency'];
  if (perGallon === undefined || setAt === undefined) return undefined;
  return typeof currency === 'string' && /^[A-Z]{3}$/.test(currency) ? { perGallon, currency, setAt } : undefined;
}

/**
 * A price per litre times the litres of a US gallon, exactly, then rounded to tenths of a cent, halves up. A price per
 * gallon is taken as it is in the USA only: elsewhere it may be the larger imperial gallon.
 */
function perUsGallon(price: string | undefined, unit: unknown, country: unknown): string | undefined {
  if (price === undefined) return undefined;
  if (unit === 'gal') return country === 'USA' ? price : undefined;
  if (unit !== 'l') return undefined;
  const perGallon = roundedHalfUp(productOf(price, LITRES_PER_US_GALLON), PLACES_OF_A_PRICE);
  return isZero(perGallon) ? undefined : perGallon;
}

function positionOf(sent: Fields): Coordinates | undefined {
  return coordinatesOf(sent['latitude'], sent['longitude']);
}

/** The number stands before the street in the USA and Canada, after it elsewhere. */
function streetOf(address: Fields): string | undefined {
  const parts = [textOf(address['streetNumber']), textOf(address['street'])];
  const numberFirst = address['country'] === 'USA' || address['country'] === 'CAN';
  return textOf((numberFirst ? parts : parts.toReversed()).filter((part) => part !== undefined).join(' '));
}
