import type { DutyStatus } from './duty-status.js';
import { OverrideExpiryError } from './errors.js';

/** Hours a person states for a driver, in force until they end or run out. */
export interface HosOverride {
  readonly hoursDriven: number;
  /** Elapsed 14-hour window. */
  readonly onDutyTime: number;
  readonly hoursSinceBreak: number;
  readonly dutyStatus: DutyStatus;
  readonly reason: string;
  /** E-mail of the person, or their id when the token carries none. */
  readonly setBy: string;
  readonly setAt: Date;
  readonly expiresAt: Date;
}

const HOUR_MS = 3_600_000;
const DEFAULT_HOURS = 24;
const MAX_HOURS = 7 * 24;

/** When an override ends: 24 hours from now unless asked otherwise, at most 7 days. Throws `OverrideExpiryError`. */
export function overrideExpiry(asked: Date | undefined, now: Date): Date {
  if (asked === undefined) return new Date(now.getTime() + DEFAULT_HOURS * HOUR_MS);
  const ahead = asked.getTime() - now.getTime();
  if (ahead <= 0 || ahead > MAX_HOURS * HOUR_MS) throw new OverrideExpiryError();
  return asked;
}

export function isInForce(override: HosOverride, now: Date): boolean {
  return override.expiresAt.getTime() > now.getTime();
}
