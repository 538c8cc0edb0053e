import { parseHttpDate } from '../http/http-date.js';
import type { Finding } from './finding.js';

/** What an answer says about the vendor's clock. */
export interface ClockReading {
  /** The `Date` header. */
  readonly date: string | undefined;
  /** The `Age` header: from a cache, whose `Date` may be as old as the copy. */
  readonly age: string | undefined;
  /** Our time when the request left and when the answer had come. */
  readonly sentAt: Date;
  readonly receivedAt: Date;
}

/** Observations from further in the future than this are refused, so a clock that is further ahead breaks every read. */
export const LARGEST_SKEW_MS = 120_000;

/**
 * How far the vendor's clock is ahead of ours, at the least, in milliseconds; negative when it is behind. `Date` has whole
 * seconds and was written some time between sending and receiving: what that can explain is no skew.
 *
 * @returns undefined when the answer does not tell
 */
export function clockSkew({ date, age, sentAt, receivedAt }: ClockReading): number | undefined {
  const written = date === undefined ? Number.NaN : parseHttpDate(date);
  if (Number.isNaN(written) || (age !== undefined && age.trim() !== '0')) return undefined;
  const ahead = written - receivedAt.getTime();
  const behind = written + 1_000 - sentAt.getTime();
  if (ahead > 0) return ahead;
  return behind < 0 ? behind : 0;
}

/** Judged by the last answer that tells. */
export function clockFinding(readings: readonly ClockReading[], vendor: string): Finding {
  const skew = readings.map(clockSkew).findLast((found) => found !== undefined);
  if (skew === undefined) return { ok: true, detail: `Could not be judged: ${vendor} does not say what time it has.` };
  const size = Math.abs(skew);
  if (size < 1_000) return { ok: true, detail: `The clocks of ${vendor} and of this service agree.` };
  if (size <= LARGEST_SKEW_MS) return { ok: true, detail: `The clocks of ${vendor} and of this service differ by ${spoken(size)}, which does no harm.` };
  const detail =
    `The clock of ${vendor} is ${spoken(size)} ${skew > 0 ? 'ahead of' : 'behind'} the one of this service, so nobody can say how old its hours are. `
    + `Ask whoever runs this service to set its clock right (NTP); if it is right, tell ${vendor}.`;
  return { ok: false, code: 'clock-skew', detail };
}

function spoken(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1_000);
  if (seconds <= 180) return seconds === 1 ? '1 second' : `${seconds} seconds`;
  const minutes = Math.round(seconds / 60);
  return minutes <= 180 ? `${minutes} minutes` : `${Math.round(minutes / 60)} hours`;
}
