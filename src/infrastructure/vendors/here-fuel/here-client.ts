import type { FuelSearch } from '../../../domain/fleet-data/fuel-offer.js';
import { fuelClient } from '../fuel-prices/fuel-client.js';
import { degreesText } from '../fuel-prices/station-values.js';
import type { VendorClient, VendorRead } from '../reading/vendor-client.js';
import type { VendorSession } from '../vendor-definition.js';
import { herePageOf, METRES_PER_MILE } from './here-mapping.js';

/** Diesel. Only stations with a price or an estimate of it are found. */
const DIESEL = 1;

/** The key travels in the query: docs.here.com/fuel-prices/docs/example-fuel-price. */
export function hereClient(session: VendorSession): VendorClient {
  return fuelClient(session, { name: 'HERE', key: { parameter: 'apiKey' } });
}

/** Which part of the result is wanted. */
export interface HereRange {
  /** Index of the first station. */
  readonly offset: number;
  readonly maxResults: number;
}

/** A search for diesel around a place: whole metres, so the radius is rounded up. */
export function hereSearch(operation: string, { near, radiusMiles }: Omit<FuelSearch, 'limit'>, range: HereRange): VendorRead {
  const metres = Math.ceil(radiusMiles * METRES_PER_MILE);
  return {
    operation,
    path: '/stations',
    query: {
      prox: `${degreesText(near.latitude)},${degreesText(near.longitude)},${metres}`,
      fueltype: DIESEL,
      sortkey: 'distance',
      maxresults: range.maxResults,
      offset: range.offset === 0 ? undefined : range.offset,
    },
    accepts: (body) => typeof herePageOf(body) !== 'string',
  };
}
