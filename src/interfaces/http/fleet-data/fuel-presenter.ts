import Joi from 'joi';
import type { FoundFuel, FuelOrigin } from '../../../application/fleet-data/fuel-prices.js';
import type { FuelOffer } from '../../../domain/fleet-data/fuel-offer.js';
import { answerTime, nullable } from '../schemas.js';
import { rounded } from './place-schemas.js';

const words = nullable(Joi.string().allow(''));
const priceOf = (fuel: string): Joi.Schema =>
  nullable(Joi.string().pattern(/^\d+(\.\d+)?$/)).description(`${fuel}: decimal text with the vendor’s digits, per US gallon, in \`currency\``);

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
  price_per_gallon: priceOf('Gasoline, regular where the vendor tells grades'),
  diesel_price: priceOf('Diesel'),
  currency: nullable(Joi.string()).description('ISO 4217; null without a price'),
  distance_miles: nullable(Joi.number().min(0)).description('In a straight line from the place asked about, on a leg from the nearest of those searched; null for a regional average'),
  amenities: Joi.array().items(Joi.string().allow('')).required(),
  last_updated: nullable(answerTime).description('When the prices were set'),
  data_source: Joi.string().required(),
  price_kind: Joi.string().valid('station', 'regional_average').required(),
  cached: Joi.boolean().required(),
  cache_age_seconds: Joi.number().integer().min(0).required(),
  stale: Joi.boolean().required().description('Older than 15 minutes, because the vendor could not be asked again'),
});

export function presentFuel({ offers, source }: FoundFuel): readonly unknown[] {
  return offers.map((offer) => presentOffer(offer, source));
}

export function presentOffer(offer: FuelOffer, { account, cached, ageSeconds, stale }: FuelOrigin): unknown {
  const serving = { cached, cache_age_seconds: Math.floor(ageSeconds), stale };
  return { ...presentPrices(offer), data_source: account.dataSource, price_kind: offer.priceKind, ...serving };
}

function presentPrices(offer: FuelOffer): Readonly<Record<string, unknown>> {
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
