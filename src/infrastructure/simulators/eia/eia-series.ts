import { marketLevel } from '../fuel-market/fuel-market.js';
import type { WireRow } from '../fuel-market/row-control.js';
import { draw } from '../seeded-draw.js';

const WEEK_MS = 7 * 24 * 3_600_000;
/** A Monday: EIA's weeks start on Mondays. */
const FIRST_MONDAY = Date.UTC(2024, 0, 1);

/** Area code, EIA's name, and what diesel costs there in the long run, in tenths of a cent. */
const AREAS: readonly (readonly [code: string, name: string, level: number])[] = [
  ['NUS', 'U.S.', 3790], ['R10', 'PADD 1', 3880], ['R1X', 'PADD 1A', 4150], ['R1Y', 'PADD 1B', 4180], ['R1Z', 'PADD 1C', 3760], ['R20', 'PADD 2', 3720],
  ['R30', 'PADD 3', 3420], ['R40', 'PADD 4', 3730], ['R50', 'PADD 5', 4480], ['SCA', 'CALIFORNIA', 5060],
];

export const EIA_AREA_CODES: readonly string[] = AREAS.map(([code]) => code);

/** Weeks published until a moment, of these areas, newest first. */
export function eiaRows(seed: number, codes: readonly string[], now: Date): readonly WireRow[] {
  const latest = Math.floor((now.getTime() - FIRST_MONDAY) / WEEK_MS);
  const areas = AREAS.filter(([code]) => codes.includes(code));
  return Array.from({ length: Math.max(0, latest + 1) }, (_, age) => latest - age)
    .flatMap((week) => areas.map((area) => rowOf(seed, area, week)));
}

function rowOf(seed: number, [code, name, level]: (typeof AREAS)[number], week: number): WireRow {
  const monday = new Date(FIRST_MONDAY + week * WEEK_MS);
  // One week in twenty has no value yet.
  const isMissing = draw(seed, week, AREAS.findIndex(([other]) => other === code), 31) < 0.05;
  return {
    period: monday.toISOString().slice(0, 10),
    duoarea: code,
    'area-name': name,
    product: 'EPD2D',
    'product-name': 'No 2 Diesel',
    process: 'PTE',
    'process-name': 'Retail Sales',
    series: `EMD_EPD2D_PTE_${code}_DPG`,
    'series-description': `${name} No 2 Diesel Retail Prices (Dollars per Gallon)`,
    value: isMissing ? null : (marketLevel(seed, level, monday) / 1000).toFixed(3),
    units: '$/GAL',
  };
}
