import type { Appointment } from '../../../domain/fleet-data/load.js';
import { appointmentOf } from '../reading/load-values.js';

/** `20251012000000-0700`: a date and a clock time without separators, then the offset. Not ISO 8601. */
const TIME = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})?\s*(Z|[+-]\d{2}:?\d{2})?$/i;

/** A moment, or a clock time where the server sends no offset. Undefined for what is no time. */
export function mcleodTimeOf(text: unknown): Appointment | undefined {
  if (typeof text !== 'string') return undefined;
  const [, ...parts] = TIME.exec(text.trim()) ?? [];
  return parts.length === 0 ? undefined : appointmentOf(parts.slice(0, 6), parts[6]);
}
