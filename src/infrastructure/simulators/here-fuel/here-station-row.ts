import type { MarketPrice, MarketStation } from '../fuel-market/fuel-market.js';
import type { WireRow } from '../fuel-market/row-control.js';

/** A station as HERE sends it. In the USA dollars per gallon, in Canada Canadian dollars per litre. */
export function hereStationRow(station: MarketStation, price: MarketPrice | undefined, metres: number): WireRow {
  const { index, place, position } = station;
  const hex = (1_000_003 * (index + 1)).toString(16).padStart(8, '0');
  const coordinates = { latitude: position.latitude, longitude: position.longitude };
  return {
    id: `840u${hex}-${hex.repeat(4)}`,
    name: station.name,
    brand: station.brand,
    distance: Math.round(metres),
    open24x7: true,
    address: {
      street: station.street,
      streetNumber: station.streetNumber,
      city: place.city,
      region: place.state,
      postalCode: place.zip,
      country: place.country,
    },
    position: coordinates,
    entrancePosition: coordinates,
    fuelPrice: [dieselRow(station, price)],
  };
}

/** An estimate has no `price`. */
function dieselRow({ place }: MarketStation, price: MarketPrice | undefined): WireRow {
  const fuel = { fuelType: '1', ...(place.country === 'USA' ? { unit: 'gal', currency: 'USD' } : { unit: 'l', currency: 'CAD' }) };
  if (price === undefined) return { deltaPrice: 0.05, indexScore: 3, errorMargin: 0.01, ...fuel, lastUpdateTimestamp: '2026-01-05T06:00:00.000Z' };
  return { price: price.diesel / 1000, deltaPrice: 0.02, indexScore: 40, ...fuel, lastUpdateTimestamp: price.setAt.toISOString() };
}
