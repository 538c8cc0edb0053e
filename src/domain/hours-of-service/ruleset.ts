/** The two rulesets whose limits we know: 49 CFR 395.3, property-carrying, 70 hours in 8 days or 60 in 7. */
export const RULESET_CODES = ['US_PROPERTY_70_8', 'US_PROPERTY_60_7'] as const;

export type RulesetCode = (typeof RULESET_CODES)[number];

/**
 * What a vendor says about the rules a driver works under.
 *
 * - a code: exactly that ruleset, no override and no exception active
 * - `other`: the vendor names rules we have no limits for, or an override or exception is active
 * - `not-sent`: the vendor says nothing; only then an integration's default may stand in
 */
export type VendorRuleset = RulesetCode | 'other' | 'not-sent';

export interface Ruleset {
  readonly code: RulesetCode | undefined;
  readonly source: 'vendor' | 'integration_default' | 'unknown';
}

/** Hours allowed by a ruleset. */
export interface HosLimits {
  readonly driveHours: number;
  readonly shiftHours: number;
  readonly cycleHours: number;
  readonly untilBreakHours: number;
}

/** 11 h driving, 14 h window, 8 h driving until a break; 70 or 60 h in the cycle (49 CFR 395.3(a), (b)). */
export function limitsOf(code: RulesetCode): HosLimits {
  const cycleHours = code === 'US_PROPERTY_70_8' ? 70 : 60;
  return { driveHours: 11, shiftHours: 14, cycleHours, untilBreakHours: 8 };
}

/** The vendor's word first; the integration's default only where the vendor sends none. */
export function resolveRuleset(vendor: VendorRuleset, integrationDefault: RulesetCode | undefined): Ruleset {
  if (vendor === 'other') return { code: undefined, source: 'unknown' };
  if (vendor !== 'not-sent') return { code: vendor, source: 'vendor' };
  if (integrationDefault !== undefined) return { code: integrationDefault, source: 'integration_default' };
  return { code: undefined, source: 'unknown' };
}
