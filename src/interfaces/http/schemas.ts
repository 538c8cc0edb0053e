import Joi from 'joi';
import type { PageRequest } from '../../domain/shared/page.js';

/** A string PostgreSQL and people can read: no NUL, no lone surrogate, not only blanks. */
export function text(max: number): Joi.StringSchema {
  return Joi.string().min(1).max(max).custom(refuseUnreadable, 'readable text');
}

function refuseUnreadable(value: string, check: Joi.CustomHelpers): unknown {
  if (value.includes('\0') || !value.isWellFormed() || value.trim() === '') return check.error('string.unreadable');
  return value;
}

/** An id a tenant chose, as it stands in a path. */
export const nameId = text(200);

export const uuid = Joi.string()
  .pattern(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i)
  .lowercase()
  .messages({ 'string.pattern.base': 'must be a UUID' });

export const email = Joi.string()
  .max(254)
  .pattern(/^[^\s@<>()[\]\\,;:"\u0000-\u001f\u007f]+@[^\s@<>()[\]\\,;:"\u0000-\u001f\u007f]+\.[^\s@<>()[\]\\,;:"\u0000-\u001f\u007f]+$/);

export const password = Joi.string().min(10).max(200);

const RFC_3339 = /^(\d{4}-\d{2}-\d{2})[Tt]\d{2}:\d{2}:\d{2}(\.\d{1,9})?([Zz]|[+-]\d{2}:\d{2})$/;

/** An RFC 3339 time with its zone. The 30th of February is refused, not moved. */
export const time = Joi.string()
  .custom((value: string, check: Joi.CustomHelpers<string>) => {
    const day = RFC_3339.exec(value)?.[1];
    const known = day !== undefined && !Number.isNaN(Date.parse(value)) && isCalendarDay(day);
    return known ? value : check.error('time.format');
  }, 'RFC 3339 time')
  .meta({ format: 'date-time' });

function isCalendarDay(day: string): boolean {
  const parsed = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(day);
}

export interface PageQuery {
  readonly limit: number;
  readonly offset: number;
}

/** `limit` 1–200, default 50; `offset` from 0. */
const PLAIN_DECIMAL = /^-?\d{1,10}(\.\d{1,30})?$/;

/**
 * A number that a URL spells as people do. Joi alone would read `1e1`, ` 5` and `+5` too, and refuse more digits than a
 * float keeps.
 */
export function decimal(min: number, max: number): Joi.NumberSchema {
  return Joi.number().unsafe().min(min).max(max).custom(refuseOddText, 'plain decimal');
}

function refuseOddText(value: number, check: Joi.CustomHelpers): unknown {
  const sent: unknown = check.original;
  return typeof sent === 'string' && !PLAIN_DECIMAL.test(sent) ? check.error('number.plain') : value;
}

export const pageQuery = {
  limit: decimal(1, 200).integer().default(50),
  offset: decimal(0, 1_000_000_000).integer().default(0),
};

export const toPage = ({ limit, offset }: PageQuery): PageRequest => ({ limit, offset });

/** For answers: a value or null. */
export const nullable = (schema: Joi.Schema): Joi.Schema => Joi.alternatives(schema, Joi.valid(null)).required();
export const answerTime = Joi.string().isoDate();
