/**
 * The duty statuses of 49 CFR 395 subpart B, appendix A, and UNKNOWN for everything a vendor sends that we
 * cannot place. UNKNOWN never means off duty.
 */
export const DUTY_STATUSES = ['OFF_DUTY', 'SLEEPER_BERTH', 'DRIVING', 'ON_DUTY_NOT_DRIVING', 'UNKNOWN'] as const;

export type DutyStatus = (typeof DUTY_STATUSES)[number];
