import type { FuelDialect } from '../../contracts/fleet-data/fuel-source-under-nock.js';
import type { GivenOffer, Oddity } from '../../contracts/fleet-data/fuel-source-harness.js';
import { definition } from '../../../src/infrastructure/vendors/eia/definition.js';

/** EIA sends prices as texts, one for each week of the Midwest, where the scenarios play. */
export const eiaDialect: FuelDialect = { definition, traits: { priceKind: 'regional_average', paging: 'single' }, rowOf };

function rowOf({ dieselPrice, setAt }: GivenOffer, oddity: Oddity | undefined): Record<string, unknown> {
  const row = { duoarea: 'R20', product: 'EPD2D', process: 'PTE', period: setAt?.toISOString().slice(0, 10) };
  if (oddity === 'null-fields') return { ...row, value: null, units: null, series: null, 'area-name': null };
  const value = dieselPrice !== undefined && oddity === 'other-number-type' ? Number(dieselPrice) : (dieselPrice ?? null);
  return { ...row, 'area-name': 'PADD 2', value, units: '$/GAL' };
}
