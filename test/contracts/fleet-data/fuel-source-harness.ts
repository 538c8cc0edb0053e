import type { FuelSource } from '../../../src/application/fleet-data/ports/fuel-source.js';
import type { FuelPriceKind } from '../../../src/domain/fleet-data/fuel-offer.js';
import type { Coordinates } from '../../../src/domain/fleet-data/coordinates.js';
import type { GivenFailure } from '../given-failure.js';

/** A station in our words; the harness says it in the vendor's. For a vendor of averages: a week of the area searched. */
export interface GivenOffer {
  readonly stationId: string;
  readonly name: string;
  readonly position: Coordinates;
  /** Diesel per US gallon in US dollars; undefined: the vendor has none. */
  readonly dieselPrice: string | undefined;
  /** When the price was set, at 00:00 UTC; undefined: the vendor does not say. */
  readonly setAt: Date | undefined;
}

/** A way in which answers are odd, yet usable. */
export type Oddity =
  /** Fields the contract does not have, in rows and around them. */
  | 'unknown-fields'
  /** Everything the contract lets a row do without is null. */
  | 'null-fields'
  /** Prices are texts where the vendor sends numbers, and the other way round. */
  | 'other-number-type';

/** What the vendor is like from now on. */
export interface GivenFuel {
  readonly offers: readonly GivenOffer[];
  /** Rows per page of the vendor. Default: all in one. */
  readonly pageSize?: number;
  /** Announces another page for ever and sends the first one again. */
  readonly circles?: boolean;
  /** Rows that are not objects, before the others. */
  readonly unreadableRows?: number;
  readonly oddity?: Oddity;
  readonly failure?: Omit<GivenFailure, 'retryAfter'>;
}

export interface OpenFuelSource {
  readonly source: FuelSource;
  given(state: GivenFuel): Promise<void>;
  /** Requests that have arrived since the last `given`. */
  requests(): number;
  close(): Promise<void>;
}

/** What a vendor cannot do. The suite asserts what it does instead. */
export interface FuelSourceTraits {
  /** `regional_average`: one offer without a place, whatever the radius. */
  readonly priceKind: FuelPriceKind;
  /** `single`: the vendor's contract has one answer and no pages. */
  readonly paging: 'pages' | 'single';
}

/** Brings up a source and the vendor behind it. Its client must answer failures at once: one attempt, short deadlines. */
export interface FuelSourceHarness {
  readonly traits: FuelSourceTraits;
  /** nock must not be in the way. */
  readonly overRealSockets?: true;
  open(): Promise<OpenFuelSource>;
}
