import type { AlertMessage, AlertOccasion } from './alert-message.js';
import type { Incident, IncidentKind } from './incident.js';

/** What a message needs to know beside the incident. */
export interface IncidentSetting {
  readonly vendorName: string;
  readonly integrationName: string;
  readonly tenantName: string;
  /** Absolute address of the console; undefined when none is configured. */
  readonly appUrl: string | undefined;
  readonly now: Date;
}

const TITLES: Readonly<Record<IncidentKind, string>> = {
  'credentials-rejected': 'the credentials are not accepted any more',
  failing: 'reading keeps failing',
  'roster-shrunk': 'the driver list has shrunk',
  'stale-data': 'hours of service are out of date',
};

const ADVICE: Readonly<Record<IncidentKind, string>> = {
  'credentials-rejected': 'Enter new credentials in the integration. Until then its syncs are tried once an hour.',
  // Hours, loads, fuel prices and weather fail alike.
  failing: 'What is known from before is shown and marked as stale, as long as there is any. Do not plan with it before you have checked it.',
  'roster-shrunk': 'Nobody was made inactive. Check the vendor; if the shorter list is right, sync with ?confirm_roster=true.',
  'stale-data': 'Do not plan with these hours before checking with the driver.',
};

/** The message about an incident, in words for the tenant's office. */
export function messageOf(incident: Incident, occasion: Exclude<AlertOccasion, 'test'>, setting: IncidentSetting): AlertMessage {
  const over = occasion === 'resolved';
  const text = over
    ? `It works again. The trouble lasted ${lasted(incident, setting.now)}.`
    : `${incident.reason} ${ADVICE[incident.kind]}`;
  return {
    occasion,
    severity: incident.severity,
    title: `${setting.vendorName}: ${TITLES[incident.kind]}`,
    text,
    context: [
      ['Company', setting.tenantName],
      ['Integration', setting.integrationName],
      ['Since', incident.openedAt.toISOString()],
      ...(over ? [['Until', (incident.resolvedAt ?? setting.now).toISOString()] as const] : []),
      ['Times seen', String(incident.occurrences)],
      ...(incident.staleDrivers > 0 ? [['Drivers with old hours', String(incident.staleDrivers)] as const] : []),
      ['Incident', incident.id],
    ],
    link: setting.appUrl === undefined ? undefined : `${setting.appUrl.replace(/\/+$/, '')}/alerts/${incident.id}`,
  };
}

function lasted({ openedAt, resolvedAt }: Incident, now: Date): string {
  const minutes = Math.max(1, Math.round(((resolvedAt ?? now).getTime() - openedAt.getTime()) / 60_000));
  if (minutes < 120) return minutes === 1 ? '1 minute' : `${minutes} minutes`;
  return `${Math.round(minutes / 60)} hours`;
}
