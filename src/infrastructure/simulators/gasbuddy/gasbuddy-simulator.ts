import type { MarketPrice, MarketStation } from '../fuel-market/fuel-market.js';
import type { WireRow } from '../fuel-market/row-control.js';
import { startStationFeed, type StationFeedOptions, type StationFeedSimulator } from '../fuel-market/station-feed.js';

/** A customer's station feed over real HTTP on loopback. It uses the other spellings the contract allows. */
export async function startGasBuddySimulator(options: StationFeedOptions = {}): Promise<StationFeedSimulator> {
  return await startStationFeed({ name: 'GasBuddy station feed', rowOf, listOf: (data) => ({ data }) }, options);
}

function rowOf(station: MarketStation, price: MarketPrice | undefined, miles: number): WireRow {
  const { place, position } = station;
  const prices = price === undefined
    ? {}
    : { price: (price.regular / 1000).toFixed(3), diesel_price: (price.diesel / 1000).toFixed(3), updated_at: price.setAt.toISOString() };
  return {
    id: 700_000 + station.index,
    name: station.name,
    brand: station.brand,
    address: `${station.streetNumber} ${station.street}`,
    city: place.city,
    state: place.state,
    postal_code: place.zip,
    latitude: position.latitude,
    longitude: position.longitude,
    distance: miles,
    amenities: station.amenities.join(', '),
    ...prices,
  };
}
