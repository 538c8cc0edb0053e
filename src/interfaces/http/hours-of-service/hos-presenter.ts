import Joi from 'joi';
import type { HosBoardRow } from '../../../application/hours-of-service/list-hos-board.js';
import { DUTY_STATUSES } from '../../../domain/hours-of-service/duty-status.js';
import type { RemainingHours } from '../../../domain/hours-of-service/hos-observation.js';
import type { HosRecord } from '../../../domain/hours-of-service/hos-record.js';
import { RULESET_CODES } from '../../../domain/hours-of-service/ruleset.js';
import { answerTime, nullable } from '../schemas.js';

const hours = nullable(Joi.number().min(0));
const fourClocks = Joi.object({ drive_hours: hours, shift_hours: hours, cycle_hours: hours, until_break_hours: hours }).required();

const hosFields = {
  driver_id: Joi.string().required(),
  hours_driven: hours,
  on_duty_time: hours,
  hours_since_break: hours,
  ruleset: Joi.object({
    code: nullable(Joi.string().valid(...RULESET_CODES)),
    source: Joi.string().valid('vendor', 'integration_default', 'unknown').required(),
  }).required(),
  duty_status: Joi.string().valid(...DUTY_STATUSES).required(),
  duty_status_raw: nullable(Joi.string().allow('')),
  remaining: fourClocks,
  safe_remaining: fourClocks,
  violations: Joi.array()
    .items(Joi.object({ kind: Joi.string().valid('shift_driving', 'cycle').required(), duration_hours: Joi.number().required() }))
    .required(),
  last_updated: nullable(answerTime),
  data_source: nullable(Joi.string()),
  cached: Joi.boolean().required(),
  cache_age_seconds: nullable(Joi.number().integer().min(0)),
  stale: Joi.boolean().required(),
  warning: Joi.string(),
  error: Joi.string(),
  override: Joi.object({
    set_by: Joi.string().required(),
    set_at: answerTime.required(),
    reason: Joi.string().required(),
    expires_at: answerTime.required(),
  }),
};

export const hosSchema = Joi.object(hosFields);
export const hosBoardSchema = Joi.object({ ...hosFields, name: Joi.string().required() });

/** Hours as decimals with four places (0.36 s). */
export function presentHos(record: HosRecord): Record<string, unknown> {
  const { warning, error, override, cacheAgeSeconds } = record;
  return {
    driver_id: record.driverId,
    hours_driven: rounded(record.hoursDriven),
    on_duty_time: rounded(record.onDutyTime),
    hours_since_break: rounded(record.hoursSinceBreak),
    ruleset: { code: record.ruleset.code ?? null, source: record.ruleset.source },
    duty_status: record.dutyStatus,
    duty_status_raw: record.dutyStatusRaw ?? null,
    remaining: presentClocks(record.remaining, rounded),
    safe_remaining: presentClocks(record.safeRemaining, roundedDown),
    violations: record.violations.map(({ kind, durationHours }) => ({ kind, duration_hours: rounded(durationHours) })),
    last_updated: record.lastUpdated ?? null,
    data_source: record.dataSource ?? null,
    cached: record.cached,
    cache_age_seconds: cacheAgeSeconds === undefined ? null : Math.floor(cacheAgeSeconds),
    stale: record.stale,
    ...(warning !== undefined && { warning }),
    ...(error !== undefined && { error }),
    ...(override !== undefined && {
      override: { set_by: override.setBy, set_at: override.setAt, reason: override.reason, expires_at: override.expiresAt },
    }),
  };
}

export function presentHosBoardRow({ name, record }: HosBoardRow): unknown {
  return { ...presentHos(record), name };
}

type Rounding = (hours: number | undefined) => number | null;

function presentClocks({ driveHours, shiftHours, cycleHours, untilBreakHours }: RemainingHours, round: Rounding): unknown {
  return {
    drive_hours: round(driveHours),
    shift_hours: round(shiftHours),
    cycle_hours: round(cycleHours),
    until_break_hours: round(untilBreakHours),
  };
}

const rounded: Rounding = (value) => (value === undefined ? null : Math.round(value * 10_000) / 10_000);
const roundedDown: Rounding = (value) => (value === undefined ? null : Math.floor(value * 10_000) / 10_000);
