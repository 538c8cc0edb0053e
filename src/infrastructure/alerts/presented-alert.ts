import type { AlertMessage, AlertOccasion, Severity } from '../../domain/alerts/alert-message.js';
import { oneLine, paragraphs } from './plain-text.js';

const LONGEST = { title: 120, text: 8_000, label: 80, value: 1_000 } as const;
const MOST_CONTEXT = 30;

/** A message as every channel shows it: nothing endless, no control characters. A channel has only to escape it. */
export interface PresentedAlert {
  readonly occasion: AlertOccasion;
  readonly severity: Severity;
  /** One line, the subject of a mail: `[ERROR] Fleetbridge: Samsara: reading keeps failing`. */
  readonly heading: string;
  /** Lines are separated by `\n`; may be empty. */
  readonly text: string;
  /** One line each, never empty. */
  readonly context: readonly (readonly [label: string, value: string])[];
  /** An absolute http or https URL. */
  readonly link: string | undefined;
}

export function presentAlert(message: AlertMessage): PresentedAlert {
  const { occasion, severity, text, context, link } = message;
  return {
    occasion,
    severity,
    heading: headingOf(message),
    text: paragraphs(text, LONGEST.text),
    context: context
      .slice(0, MOST_CONTEXT)
      .map(([label, value]) => [oneLine(label, LONGEST.label) || '–', oneLine(value, LONGEST.value) || '–']),
    link: webLink(link),
  };
}

function headingOf({ occasion, severity, title }: AlertMessage): string {
  const line = oneLine(title, LONGEST.title) || 'alert';
  switch (occasion) {
    case 'opened':
      return `[${severity}] Fleetbridge: ${line}`;
    case 'reminder':
      return `[${severity}] Fleetbridge: Still open: ${line}`;
    case 'resolved':
      return `[RESOLVED] Fleetbridge: ${line} (was ${severity})`;
    case 'test':
      return `[${severity}] Fleetbridge: Test: ${line}`;
  }
}

function webLink(link: string | undefined): string | undefined {
  if (link === undefined || !URL.canParse(link)) return undefined;
  const { protocol, href } = new URL(link);
  return protocol === 'https:' || protocol === 'http:' ? href : undefined;
}
