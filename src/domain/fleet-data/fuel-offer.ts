import type { Coordinates } from './coordinates.js';

/** `regional_average`: what fuel costs in a whole region. Never the price of a station. */
export type FuelPriceKind = 'station' | 'regional_average';

/** A fuel station with its prices, or the average of a region. Undefined is what the vendor does not say. */
export interface FuelOffer {
  readonly stationId: string;
  readonly name: string | undefined;
  readonly brand: string | undefined;
  readonly address: string | undefined;
  readonly city: string | undefined;
  readonly state: string | undefined;
  readonly zip: string | undefined;
  /** Undefined for a region. */
  readonly position: Coordinates | undefined;
  /** Regular gasoline per US gallon, in `currency`: decimal text with the vendor's digits, never a rounded float. */
  readonly pricePerGallon: string | undefined;
  /** Diesel per US gallon, likewise. */
  readonly dieselPrice: string | undefined;
  /** ISO 4217 code. */
  readonly currency: string | undefined;
  /** From the place asked about, in statute miles; undefined for a region. */
  readonly distanceMiles: number | undefined;
  readonly amenities: readonly string[];
  /** When the prices were set. A price without this moment may be of any age, so it is left undefined. */
  readonly lastUpdated: Date | undefined;
  readonly priceKind: FuelPriceKind;
}

/** Where to look for fuel. */
export interface FuelSearch {
  readonly near: Coordinates;
  /** Statute miles. */
  readonly radiusMiles: number;
  /** Most offers to give back. */
  readonly limit: number;
}
