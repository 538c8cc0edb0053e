import { greatCircleMiles, type Coordinates } from '../../../domain/fleet-data/coordinates.js';
import type { FuelOffer } from '../../../domain/fleet-data/fuel-offer.js';
import { distanceOf, momentOf, priceOf } from '../fuel-prices/station-values.js';
import { coordinatesOf, idOf, isFields, isPresent, textOf } from '../reading/wire-values.js';

const MAX_AMENITIES = 50;

/** The rows of an answer: under `stations`, under `data`, or the answer itself. Undefined when there is no list. */
export function stationRowsOf(body: unknown): readonly unknown[] | undefined {
  const list = isFields(body) ? (isPresent(body['stations']) ? body['stations'] : body['data']) : body;
  return Array.isArray(list) ? list : undefined;
}

/**
 * One station of the feed: miles, and US dollars per US gallon. Undefined when it has no id or no position. A price counts
 * only with `updated_at`, the moment it was set.
 */
export function stationOfferOf(row: unknown, near: Coordinates): FuelOffer | undefined {
  if (!isFields(row)) return undefined;
  const stationId = idOf(row['station_id']) ?? idOf(row['id']);
  const position = coordinatesOf(row['lat'], row['lon']) ?? coordinatesOf(row['latitude'], row['longitude']);
  if (stationId === undefined || position === undefined) return undefined;
  const lastUpdated = momentOf(row['updated_at']);
  const pricePerGallon = priceOf(isPresent(row['regular_price']) ? row['regular_price'] : row['price'], lastUpdated);
  const dieselPrice = priceOf(row['diesel_price'], lastUpdated);
  return {
    stationId,
    name: textOf(row['name']),
    brand: textOf(row['brand']),
    address: textOf(row['address']),
    city: textOf(row['city']),
    state: textOf(row['state']),
    zip: textOf(row['zip']) ?? textOf(row['postal_code']),
    position,
    pricePerGallon,
    dieselPrice,
    currency: (pricePerGallon ?? dieselPrice) === undefined ? undefined : 'USD',
    distanceMiles: distanceOf(row['distance']) ?? greatCircleMiles(near, position),
    amenities: amenitiesOf(row['amenities']),
    lastUpdated,
    priceKind: 'station',
  };
}

/** A list of texts, or one text with commas. Each once, at most 50. */
export function amenitiesOf(value: unknown): readonly string[] {
  const items: readonly unknown[] = typeof value === 'string' ? value.split(',') : Array.isArray(value) ? value : [];
  const texts = items.map((item) => (typeof item === 'string' ? textOf(item) : undefined)).filter((text) => text !== undefined);
  return [...new Set(texts)].slice(0, MAX_AMENITIES);
}
