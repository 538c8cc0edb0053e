import type { MarketPrice, MarketStation } from '../fuel-market/fuel-market.js';
import type { WireRow } from '../fuel-market/row-control.js';
import { startStationFeed, type StationFeedOptions, type StationFeedSimulator } from '../fuel-market/station-feed.js';

/** Fuel Finder over real HTTP on loopback, with a market that lives. */
export async function startFuelFinderSimulator(options: StationFeedOptions = {}): Promise<StationFeedSimulator> {
  return await startStationFeed({ name: 'Fuel Finder', rowOf, listOf: (stations) => ({ stations }) }, options);
}

function rowOf(station: MarketStation, price: MarketPrice | undefined, miles: number): WireRow {
  const { place, position } = station;
  return {
    station_id: `FF-${1000 + station.index}`,
    name: station.name,
    brand: station.brand,
    address: `${station.streetNumber} ${station.street}`,
    city: place.city,
    state: place.state,
    zip: place.zip,
    lat: position.latitude,
    lon: position.longitude,
    regular_price: price === undefined ? null : price.regular / 1000,
    diesel_price: price === undefined ? null : price.diesel / 1000,
    distance: miles,
    amenities: station.amenities,
    updated_at: price?.setAt.toISOString() ?? null,
  };
}
