export const SEVERITIES = ['INFO', 'WARNING', 'ERROR', 'CRITICAL'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** What a message tells: that something began, goes on, or is over; or that somebody tried the channels. */
export type AlertOccasion = 'opened' | 'reminder' | 'resolved' | 'test';

/** A message for people, before any channel has given it a form. Texts are plain; every channel escapes them itself. */
export interface AlertMessage {
  readonly occasion: AlertOccasion;
  readonly severity: Severity;
  /** One line without its occasion and severity: `Samsara: syncs are failing`. */
  readonly title: string;
  /** What happened and what to do. */
  readonly text: string;
  /** Label and value, in the order to show them. */
  readonly context: readonly (readonly [label: string, value: string])[];
  /** Where to look, an absolute URL; undefined without APP_URL. */
  readonly link: string | undefined;
}
