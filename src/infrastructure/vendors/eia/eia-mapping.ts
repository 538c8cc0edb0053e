import type { FuelOffer } from '../../../domain/fleet-data/fuel-offer.js';
import { dayOf, priceOf } from '../fuel-prices/station-values.js';
import { isFields, partOf } from '../reading/wire-values.js';
import { AREA_NAMES, type EiaArea } from './eia-areas.js';

/** No 2 diesel. */
export const DIESEL = 'EPD2D';

/** The average price of diesel in one area in one week. */
export interface EiaAverage {
  readonly duoarea: string;
  readonly period: Date;
  /** With EIA's digits; undefined where EIA has none. */
  readonly value: string | undefined;
  readonly units: unknown;
}

/** The rows of an answer; undefined when there is no list. */
export function eiaRowsOf(body: unknown): readonly unknown[] | undefined {
  const data = isFields(body) ? partOf(body, 'response')['data'] : undefined;
  return Array.isArray(data) ? data : undefined;
}

/** One row. Undefined when it names no area or no week, `other` when it is about another product. */
export function eiaAverageOf(row: unknown): EiaAverage | 'other' | undefined {
  if (!isFields(row)) return undefined;
  const { duoarea, product, value, units } = row;
  const period = dayOf(row['period']);
  if (typeof duoarea !== 'string' || duoarea === '' || period === undefined) return undefined;
  return product === DIESEL ? { duoarea, period, value: priceOf(value, period), units } : 'other';
}

/** The newest average of an area that has a value. EIA sends weeks without one. */
export function newestIn(area: EiaArea, averages: readonly EiaAverage[]): EiaAverage | undefined {
  return averages
    .filter(({ duoarea, value }) => duoarea === area && value !== undefined)
    .toSorted((one, other) => other.period.getTime() - one.period.getTime())[0];
}

/** An average as an offer: of a region, so without place, brand or distance. The price stands only in dollars per gallon. */
export function eiaOfferOf(area: EiaArea, { period, value, units }: EiaAverage): FuelOffer {
  const dieselPrice = units === '$/GAL' ? value : undefined;
  return {
    stationId: `EIA-${area}`,
    name: `${AREA_NAMES[area]} average`,
    brand: undefined,
    address: undefined,
    city: undefined,
    state: undefined,
    zip: undefined,
    position: undefined,
    pricePerGallon: undefined,
    dieselPrice,
    currency: dieselPrice === undefined ? undefined : 'USD',
    distanceMiles: undefined,
    amenities: [],
    lastUpdated: period,
    priceKind: 'regional_average',
  };
}
