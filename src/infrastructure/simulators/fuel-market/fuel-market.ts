import { greatCircleMiles, type Coordinates } from '../../../domain/fleet-data/coordinates.js';
import { between, draw } from '../seeded-draw.js';
import { MARKET_CITIES, type MarketCity } from './market-cities.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const STATIONS_PER_CITY = 3;
const BRANDS = ['Silver Spur', 'Big Axle', 'Lone Pine', 'Prairie Wind', 'Redline', 'Four Corners', 'Bluebonnet', 'Iron Mule'] as const;
const AMENITIES = ['showers', 'parking', 'scales', 'restaurant', 'laundry', 'def', 'tire service', 'wifi'] as const;

/** `stale`: a price that was last set weeks ago. `none`: no price is known. */
export type Pricing = 'current' | 'stale' | 'none';

/** A truck stop. */
export interface MarketStation {
  readonly index: number;
  readonly place: MarketCity;
  readonly name: string;
  readonly brand: string;
  readonly streetNumber: string;
  readonly street: string;
  readonly position: Coordinates;
  readonly amenities: readonly string[];
  readonly pricing: Pricing;
}

/** What a truck stop asks, in tenths of a cent: per US gallon in the USA, per litre in Canada. */
export interface MarketPrice {
  readonly diesel: number;
  readonly regular: number;
  readonly setAt: Date;
}

/** About 250 truck stops whose prices move slowly: everything is a pure function of the seed and the time. */
export class FuelMarket {
  readonly stations: readonly MarketStation[];

  constructor(readonly seed: number) {
    this.stations = MARKET_CITIES.flatMap((place, city) =>
      Array.from({ length: STATIONS_PER_CITY }, (_, at) => stationAt(seed, place, city * STATIONS_PER_CITY + at)),
    );
  }

  /** Stations inside a circle, nearest first. */
  near(place: Coordinates, radiusMiles: number): readonly { readonly station: MarketStation; readonly miles: number }[] {
    return this.stations
      .map((station) => ({ station, miles: greatCircleMiles(place, station.position) }))
      .filter(({ miles }) => miles <= radiusMiles)
      .toSorted((one, other) => one.miles - other.miles);
  }

  /** Undefined for a station without prices. A station keeps a price for hours, a stale one for weeks. */
  priceAt({ index, place, pricing }: MarketStation, now: Date): MarketPrice | undefined {
    if (pricing === 'none') return undefined;
    const held = pricing === 'stale' ? between(20, 40, draw(this.seed, index, 11)) * DAY_MS : between(6, 24, draw(this.seed, index, 12)) * HOUR_MS;
    const phase = Math.floor(draw(this.seed, index, 13) * held);
    const setAt = new Date(Math.floor((now.getTime() - phase) / held) * held + phase);
    const own = between(-120, 120, draw(this.seed, index, 14));
    const diesel = marketLevel(this.seed, place.level, setAt) + Math.round((own * place.level) / 4000);
    return { diesel, regular: Math.round(diesel * 0.84), setAt };
  }
}

/** A long-run level as it stands at a moment: up to 6 % more or less, in a slow and a quicker wave. */
export function marketLevel(seed: number, level: number, at: Date): number {
  const days = at.getTime() / DAY_MS;
  const wave = (periodDays: number, salt: number): number => Math.sin(2 * Math.PI * (days / periodDays + draw(seed, salt)));
  return Math.round(level * (1 + 0.045 * wave(97, 21) + 0.015 * wave(23, 22)));
}

function stationAt(seed: number, place: MarketCity, index: number): MarketStation {
  const drawn = (salt: number): number => draw(seed, index, salt);
  const brand = BRANDS[between(0, BRANDS.length - 1, drawn(1))] ?? BRANDS[0];
  const fate = drawn(2);
  return {
    index,
    place,
    brand,
    name: `${brand} Travel Center #${100 + index}`,
    streetNumber: String(between(1, 9800, drawn(3))),
    street: `${place.road} Frontage Rd`,
    position: { latitude: spread(place.latitude, drawn(4)), longitude: spread(place.longitude, drawn(5)) },
    amenities: AMENITIES.filter((_, at) => drawn(30 + at) < 0.45),
    pricing: fate < 0.08 ? 'none' : fate < 0.15 ? 'stale' : 'current',
  };
}

/** Within about 8 miles, to 5 digits. */
function spread(degrees: number, drawn: number): number {
  return Math.round((degrees + (drawn - 0.5) * 0.22) * 1e5) / 1e5;
}
