import type { IntegrationId, TenantId } from '../shared/identifiers.js';
import type { Severity } from './alert-message.js';

/**
 * - `credentials-rejected`: the vendor does not accept our key
 * - `failing`: syncs or live reads fail again and again
 * - `roster-shrunk`: the vendor lists far fewer drivers than before
 * - `stale-data`: drivers' hours are older than an hour
 */
export type IncidentKind = 'credentials-rejected' | 'failing' | 'roster-shrunk' | 'stale-data';

const SEVERITY: Readonly<Record<IncidentKind, Severity>> = {
  'credentials-rejected': 'CRITICAL',
  failing: 'ERROR',
  'roster-shrunk': 'WARNING',
  'stale-data': 'WARNING',
};

/** Trouble between a tenant and one vendor. An integration has at most one that is open. */
export interface Incident {
  readonly id: string;
  readonly tenantId: TenantId;
  readonly integrationId: IntegrationId;
  readonly kind: IncidentKind;
  readonly severity: Severity;
  /** What happened last, in words for the tenant's people. */
  readonly reason: string;
  /** Drivers whose hours were stale when last looked at. */
  readonly staleDrivers: number;
  readonly occurrences: number;
  readonly openedAt: Date;
  readonly lastSeenAt: Date;
  readonly resolvedAt: Date | undefined;
  /** When people were told last, its end included. */
  readonly notifiedAt: Date;
  /** Reopened silently, and nothing was said since: its end is silent too. */
  readonly silent: boolean;
  readonly acknowledgedAt: Date | undefined;
  readonly acknowledgedBy: string | undefined;
}

export interface IncidentSettings {
  /** Consecutive failed syncs, or failures within the window, that open an incident. */
  readonly failureThreshold: number;
  readonly windowMinutes: number;
  /** Hours between two messages about an incident that goes on. */
  readonly reminderHours: number;
}

/** What has been seen of an integration. */
export type IncidentSignal =
  | { readonly kind: 'recovered' }
  | {
      readonly kind: 'failed';
      readonly reason: string;
      readonly cause: 'credentials' | 'roster-shrunk' | 'other';
      readonly consecutiveFailedRuns: number;
      readonly failuresInWindow: number;
    }
  | { readonly kind: 'stale'; readonly staleDrivers: number };

/** `tell` says whether people hear of it. */
export type IncidentDecision =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'save'; readonly incident: Incident; readonly tell: 'opened' | 'reminder' | 'resolved' | undefined };

export interface IncidentCase {
  /** The open incident of the integration, if any. */
  readonly open: Incident | undefined;
  /** The last one that ended. */
  readonly last: Incident | undefined;
  readonly signal: IncidentSignal;
  readonly settings: IncidentSettings;
  readonly now: Date;
  /** What a new incident would be called. */
  readonly newIncident: Pick<Incident, 'id' | 'tenantId' | 'integrationId'>;
}

const REOPEN_MS = 30 * 60_000;
const HOUR_MS = 3_600_000;
const NOTHING: IncidentDecision = { kind: 'nothing' };

/** Opens, updates, reminds of, resolves or reopens an incident. Old hours are over when there are none, not when a sync goes well. */
export function decideIncident(input: IncidentCase): IncidentDecision {
  const { open, signal } = input;
  switch (signal.kind) {
    case 'recovered':
      return open === undefined || open.kind === 'stale-data' ? NOTHING : resolve(open, input.now);
    case 'failed':
      if (open !== undefined) return goOn(input, open, failedAgain(input, open, signal));
      return opensBy(signal, input.settings) ? begin(input, kindOf(signal), signal.reason) : NOTHING;
    case 'stale':
      return decideStale(input, signal.staleDrivers);
  }
}

/** Old hours join the incident that is open, or open one of their own. */
function decideStale(input: IncidentCase, staleDrivers: number): IncidentDecision {
  const { open, now } = input;
  if (open === undefined) return staleDrivers > 0 ? begin(input, 'stale-data', staleReason(staleDrivers), staleDrivers) : NOTHING;
  if (staleDrivers === 0) return open.kind === 'stale-data' ? resolve(open, now) : goOn(input, open, { staleDrivers });
  const reason = open.kind === 'stale-data' ? staleReason(staleDrivers) : open.reason;
  return goOn(input, open, { staleDrivers, reason, lastSeenAt: now });
}

type Failed = Extract<IncidentSignal, { kind: 'failed' }>;

function opensBy({ cause, consecutiveFailedRuns, failuresInWindow }: Failed, { failureThreshold }: IncidentSettings): boolean {
  return cause !== 'other' || consecutiveFailedRuns >= failureThreshold || failuresInWindow >= failureThreshold;
}

function failedAgain({ now }: IncidentCase, open: Incident, signal: Failed): Partial<Incident> {
  return { kind: worse(open.kind, kindOf(signal)), reason: signal.reason, occurrences: open.occurrences + 1, lastSeenAt: now };
}

function kindOf({ cause }: Failed): IncidentKind {
  if (cause === 'credentials') return 'credentials-rejected';
  return cause === 'roster-shrunk' ? 'roster-shrunk' : 'failing';
}

const RANK: Readonly<Record<IncidentKind, number>> = { 'stale-data': 0, 'roster-shrunk': 1, failing: 2, 'credentials-rejected': 3 };

/** An incident takes on the gravest of what has been seen while it is open. */
function worse(a: IncidentKind, b: IncidentKind): IncidentKind {
  return RANK[b] > RANK[a] ? b : a;
}

function begin({ last, now, newIncident }: IncidentCase, kind: IncidentKind, reason: string, staleDrivers = 0): IncidentDecision {
  const seen = { kind, severity: SEVERITY[kind], reason, staleDrivers, lastSeenAt: now, resolvedAt: undefined };
  const ended = last?.resolvedAt;
  if (last !== undefined && ended !== undefined && now.getTime() - ended.getTime() < REOPEN_MS) {
    const incident = { ...last, ...seen, occurrences: last.occurrences + 1, silent: true };
    return { kind: 'save', incident, tell: undefined };
  }
  const unseen = { acknowledgedAt: undefined, acknowledgedBy: undefined };
  const incident = { ...newIncident, ...seen, ...unseen, occurrences: 1, openedAt: now, notifiedAt: now, silent: false };
  return { kind: 'save', incident, tell: 'opened' };
}

function goOn({ now, settings }: IncidentCase, open: Incident, seen: Partial<Incident>): IncidentDecision {
  const kind = seen.kind ?? open.kind;
  const due = now.getTime() - open.notifiedAt.getTime() >= settings.reminderHours * HOUR_MS;
  const incident = { ...open, ...seen, severity: SEVERITY[kind], ...(due && { notifiedAt: now, silent: false }) };
  return { kind: 'save', incident, tell: due ? 'reminder' : undefined };
}

function resolve(open: Incident, now: Date): IncidentDecision {
  const over = { ...open, resolvedAt: now, staleDrivers: 0 };
  return open.silent
    ? { kind: 'save', incident: over, tell: undefined }
    : { kind: 'save', incident: { ...over, notifiedAt: now }, tell: 'resolved' };
}

function staleReason(drivers: number): string {
  return `${drivers} ${drivers === 1 ? 'driver has' : 'drivers have'} hours of service older than an hour.`;
}
