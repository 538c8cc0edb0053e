import type { HoursLeft, HoursLimit, NeededHours, RouteJudgement } from './route-feasibility.js';
import type { RoutePlan, Waypoint } from './route-plan.js';
import type { WeatherWarning, WeatherWarningSeverity } from './weather.js';

/** How a source of a briefing answered. */
export type SourceState = 'ok' | 'stale' | 'unavailable' | 'not_configured';
export type BriefingSource = 'hos' | 'fuel' | 'weather';

/** Something the office should know before it sends the driver. */
export interface BriefingWarning {
  readonly kind:
    | 'assumption'
    | 'not_feasible'
    | 'break_needed'
    | 'hours_unknown'
    | `${BriefingSource}_${Exclude<SourceState, 'ok'>}`
    | WeatherWarning['kind'];
  readonly severity: WeatherWarningSeverity;
  readonly text: string;
}

/** A source that is not all it should be, and what it said. */
export interface SourceReport {
  readonly state: SourceState;
  /** Fit for people; undefined when there is nothing to say. */
  readonly reason: string | undefined;
}

/** The weather warnings of one waypoint; none where the weather is not known. */
export interface WaypointWarnings {
  readonly waypoint: Waypoint;
  /** Counts from 1. */
  readonly number: number;
  readonly warnings: readonly WeatherWarning[];
}

export interface BriefingFacts {
  readonly plan: RoutePlan;
  readonly left: HoursLeft;
  readonly judgement: RouteJudgement;
  readonly sources: Readonly<Record<BriefingSource, SourceReport>>;
  readonly weather: readonly WaypointWarnings[];
}

const BADNESS: readonly SourceState[] = ['ok', 'stale', 'unavailable', 'not_configured'];

/** A source is as good as the worst of its parts: what is missing in one place is not hidden by the others. */
export function reportOf(parts: readonly SourceReport[]): SourceReport {
  const worst = Math.max(0, ...parts.map(({ state }) => BADNESS.indexOf(state)));
  const reasons = [...new Set(parts.flatMap(({ reason }) => (reason === undefined ? [] : [reason])))];
  return { state: BADNESS[worst] ?? 'ok', reason: reasons.length === 0 ? undefined : reasons.join(' ') };
}

/** Everything to be said about a briefing: the judgement first, then what it lacks, then the weather along the way. */
export function briefingWarnings({ plan, left, judgement, sources, weather }: BriefingFacts): readonly BriefingWarning[] {
  return [
    assumption(plan),
    ...judgement.exceeded.map((limit) => exceeded(limit, { plan, left, judgement })),
    ...breakNeeded(judgement),
    ...hoursUnknown(judgement),
    ...(['hos', 'fuel', 'weather'] as const).flatMap((source) => sourceWarning(source, sources[source])),
    ...weather.flatMap(({ waypoint, number, warnings }) =>
      warnings.map(({ kind, severity, text }) => ({ kind, severity, text: `${nameOf(waypoint, number)}: ${text}` })),
    ),
  ];
}

function assumption({ averageSpeedMph }: RoutePlan): BriefingWarning {
  const estimate = `at ${shown(averageSpeedMph)} mph, on roads a fifth longer than the straight line`;
  const text = `Judged without a 10-hour rest on the way, for a property-carrying driver, ${estimate}. Loading, fuelling and traffic are not counted.`;
  return { kind: 'assumption', severity: 'INFO', text };
}

/** @param limit one that the judgement says is exceeded, so what is left is known */
function exceeded(limit: HoursLimit, { plan, left, judgement }: Pick<BriefingFacts, 'plan' | 'left' | 'judgement'>): BriefingWarning {
  const driving = `The route takes ${hours(plan.driveHours)} of driving`;
  const breaks = judgement.breaks ?? 0;
  const withBreaks = breaks === 0 ? driving : `${driving} and ${breaks === 1 ? '1 break' : `${breaks} breaks`} of 30 minutes`;
  const text = {
    drive: `${driving}, but ${leftOf(left.driveHours)} of the shift's driving time (49 CFR 395.3(a)(3)(i)).`,
    shift: `${withBreaks}, but the 14-hour window ends in ${hours(left.shiftHours)} (49 CFR 395.3(a)(2)).`,
    cycle: `${driving}, but ${leftOf(left.cycleHours)} of the 60- or 70-hour cycle (49 CFR 395.3(b)).`,
  }[limit];
  return { kind: 'not_feasible', severity: 'SEVERE', text };
}

function leftOf(left: number | undefined): string {
  return `${hours(left)} ${shown(left) === '1' ? 'is' : 'are'} left`;
}

function breakNeeded({ breaks, breakNeededAfterHours: after }: RouteJudgement): readonly BriefingWarning[] {
  if (after === undefined || breaks === undefined) return [];
  const more = breaks === 1 ? '' : ` ${breaks} breaks are due on the whole route.`;
  const text = `A break of 30 minutes is due after ${hours(after)} of driving (49 CFR 395.3(a)(3)(ii)).${more}`;
  return [{ kind: 'break_needed', severity: 'INFO', text }];
}

const NEEDED: Readonly<Record<NeededHours, string>> = {
  drive: 'the driving hours left',
  shift: 'the hours left in the 14-hour window',
  cycle: 'the hours left in the cycle',
  until_break: 'the driving hours until the next break',
};

function hoursUnknown({ unknown }: RouteJudgement): readonly BriefingWarning[] {
  if (unknown.length === 0) return [];
  const text = `Not known: ${unknown.map((needed) => NEEDED[needed]).join(', ')}. Ask the driver before you rely on this briefing.`;
  return [{ kind: 'hours_unknown', severity: 'WARNING', text }];
}

const SUBJECT: Readonly<Record<BriefingSource, string>> = { hos: 'Hours of service', fuel: 'Fuel prices', weather: 'Weather' };

function sourceWarning(source: BriefingSource, { state, reason }: SourceReport): readonly BriefingWarning[] {
  if (state === 'ok') return [];
  const be = source === 'weather' ? 'is' : 'are';
  const happened = { stale: 'may be out of date', unavailable: `${be} unavailable, in whole or in part`, not_configured: `${be} not connected` }[state];
  const text = [`${SUBJECT[source]} ${happened}.`, reason].filter((part) => part !== undefined).join(' ');
  return [{ kind: `${source}_${state}`, severity: state === 'not_configured' ? 'INFO' : 'WARNING', text }];
}

function nameOf({ name }: Waypoint, number: number): string {
  return name === undefined ? `Waypoint ${number}` : `Waypoint ${number} (${name})`;
}

function hours(value: number | undefined): string {
  const text = shown(value);
  return `${text} ${text === '1' ? 'hour' : 'hours'}`;
}

/** Hours and miles with at most two places. */
function shown(value: number | undefined): string {
  return value === undefined ? 'unknown' : String(Math.round(value * 100) / 100);
}
