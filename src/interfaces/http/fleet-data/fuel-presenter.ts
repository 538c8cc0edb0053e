import Joi from 'joi';
import type { FoundFuel } from '../../../application/fleet-data/fuel-prices.js';
import type { FuelOffer } from '../../../domain/fleet-data/fuel-offer.js';
import { answerTime, nullable } from '../schemas.js';
import { rounded } from './place-schemas.js';

const words = nullable(Joi.string().allow(''));
const price = nullable(Joi.string().pattern(/^\d+(\.\d+)?$/)).description('Decimal text with the vendor’s digits, per US gallon, in `currency`');

export const fuelStationSchema = Joi.object({
  station_id: Joi.string().required(),
  name: words,
  brand: words,
  address: words,
  city: words,
  state: words,
  zip: words,
  latitude: nullable(Joi.number()),
  longitude: nullable(Joi.number()),
  price_per_gallon: price,
  diesel_price: price,
  currency: nullable(Joi.string()),
  distance_miles: nullable(Joi.number().min(0)).description('From the place asked about, in a straight line; null for a regional average'),
  amenities: Joi.array().items(Joi.string().allow('')).required(),
  last_updated: nullable(answerTime).description('When the prices were set'),
  data_source: Joi.string().required(),
  price_kind: Joi.string().valid('station', 'regional_average').required(),
  cached: Joi.boolean().required(),
  cache_age_seconds: Joi.number().integer().min(0).required(),
  stale: Joi.boolean().required().description('Older than 15 minutes, because the vendor could not be asked again'),
});

export function presentFuel({ offers, source }: FoundFuel): readonly unknown[] {
  const { account, cached, ageSeconds, stale } = source;
  const origin = { data_source: account.dataSource };
  const serving = { cached, cache_age_seconds: Math.floor(ageSeconds), stale };
  return offers.map((offer) => ({ ...presentOffer(offer), ...origin, price_kind: offer.priceKind, ...serving }));
}

function presentOffer(offer: FuelOffer): Readonly<Record<string, unknown>> {
  return {
    station_id: offer.stationId,
    name: offer.name ?? null,
    brand: offer.brand ?? null,
    address: offer.address ?? null,
    city: offer.city ?? null,
    state: offer.state ?? null,
    zip: offer.zip ?? null,
    latitude: offer.position?.latitude ?? null,
    longitude: offer.position?.longitude ?? null,
    price_per_gallon: offer.pricePerGallon ?? null,
    diesel_price: offer.dieselPrice ?? null,
    currency: offer.currency ?? null,
    distance_miles: rounded(offer.distanceMiles, 2),
    amenities: offer.amenities,
    last_updated: offer.lastUpdated ?? null,
  };
}
