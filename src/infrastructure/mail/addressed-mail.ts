import type { SendMailOptions } from 'nodemailer';
import type { AlertMessage } from '../../domain/alerts/alert-message.js';
import { renderAlertMail } from './alert-mail.js';
import { mailDomain } from './mail-address.js';

export interface MailTrip {
  /** UUID of the dispatch. */
  readonly id: string;
  readonly message: AlertMessage;
  /** Addresses without names. */
  readonly from: string;
  readonly to: string;
}

/**
 * A mail with its envelope: one sender, one recipient, both as objects, so that no text is parsed for addresses. The
 * Message-ID is the same whenever the same dispatch is sent; `Auto-Submitted` keeps out-of-office answers away (RFC 3834).
 */
export function addressedMail({ id, message, from, to }: MailTrip): SendMailOptions {
  const sender = { name: '', address: from };
  const recipient = { name: '', address: to };
  return {
    ...renderAlertMail(message),
    from: { ...sender, name: 'Fleetbridge' },
    to: recipient,
    envelope: { from: sender, to: [recipient] },
    messageId: `<${id}@${mailDomain(from)}>`,
    headers: { 'Auto-Submitted': 'auto-generated' },
    xMailer: false,
  };
}
