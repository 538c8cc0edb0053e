/**
 * Areas for which EIA publishes a weekly price of diesel: the country, the Petroleum Administration for Defense Districts
 * (PADD; the East Coast in its three parts) and California. See eia.gov/petroleum/gasdiesel.
 */
export const AREA_NAMES = {
  NUS: 'U.S.',
  R1X: 'New England (PADD 1A)',
  R1Y: 'Central Atlantic (PADD 1B)',
  R1Z: 'Lower Atlantic (PADD 1C)',
  R20: 'Midwest (PADD 2)',
  R30: 'Gulf Coast (PADD 3)',
  R40: 'Rocky Mountain (PADD 4)',
  R50: 'West Coast (PADD 5)',
  SCA: 'California',
} as const;

export type EiaArea = keyof typeof AREA_NAMES;

export type EiaRegion = Exclude<EiaArea, 'NUS'>;
