import type { AlertMessage } from '../../domain/alerts/alert-message.js';
import { presentAlert } from '../alerts/presented-alert.js';
import type { PresentedAlert } from '../alerts/presented-alert.js';
import { alertMailHtml } from './alert-mail-html.js';

const FOOTER = 'Fleetbridge sends this to the administrators of your company and to the addresses in its alert settings.';

/** What a person reads of a mail. */
export interface AlertMail {
  /** One line without control characters. */
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** Gives an alert the form of a mail. Texts in it may be anybody's: no line of them can become a header or a tag. */
export function renderAlertMail(message: AlertMessage): AlertMail {
  const alert = presentAlert(message);
  return { subject: alert.heading, text: plainPart(alert), html: alertMailHtml(alert, FOOTER) };
}

function plainPart({ heading, text, context, link }: PresentedAlert): string {
  const blocks = [heading, text, context.map(([label, value]) => `${label}: ${value}`).join('\n'), link ?? '', FOOTER];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}
