import { createTransport } from 'nodemailer';
import type { SMTPSentMessageInfo, SendMailOptions, Transporter } from 'nodemailer';
import type { AlertChannel, AlertDispatch, DeliveryResult } from '../../application/alerts/ports/alert-channel.js';
import type { Logger } from '../../application/shared/logger.js';
import type { Secret } from '../../domain/shared/secret.js';
import { Deadline } from '../vendors/http/deadline.js';
import { addressedMail } from './addressed-mail.js';
import { isMailAddress } from './mail-address.js';
import { mailFailure, mailTimedOut } from './mail-failure.js';
import type { MailFailure } from './mail-failure.js';

export interface SmtpAlertChannelOptions {
  /** `SMTP_HOST`; undefined when this installation sends no mail. */
  readonly host: string | undefined;
  readonly port: number;
  readonly user?: string;
  readonly pass?: Secret<string>;
  /** TLS from the first byte (465); otherwise STARTTLS, which is required unless the server is this machine. */
  readonly secure: boolean;
  /** `ALERT_FROM_EMAIL`, an address without a name. */
  readonly from: string;
  /** From the first look-up to the server's last word, in milliseconds; 25 s. */
  readonly deadlineMs?: number;
  readonly logger: Logger;
}

const DEADLINE_MS = 25_000;
const THIS_MACHINE = new Set(['localhost', '127.0.0.1', '::1']);

/** Sends an alert as one mail to one recipient. One connection for each mail: alerts are few, and far between. */
export class SmtpAlertChannel implements AlertChannel {
  readonly #options: SmtpAlertChannelOptions;

  constructor(options: SmtpAlertChannelOptions) {
    this.#options = options;
  }

  async deliver({ id, message, recipient }: AlertDispatch): Promise<DeliveryResult> {
    const { host, from } = this.#options;
    if (host === undefined) return { kind: 'not-configured' };
    if (recipient.channel !== 'email' || !isMailAddress(recipient.address)) {
      return { kind: 'refused', reason: 'The recipient is not a valid e-mail address.' };
    }
    const failure = await this.#send(host, addressedMail({ id, message, from, to: recipient.address }));
    if (failure === undefined) return { kind: 'delivered' };
    this.#log(id, failure);
    return failure.result;
  }

  /** Nodemailer's own limits are 2 minutes and more, and one of them ends with every byte; so our deadline closes the connection. */
  async #send(host: string, mail: SendMailOptions): Promise<MailFailure | undefined> {
    const deadlineMs = this.#options.deadlineMs ?? DEADLINE_MS;
    const transport = this.#transport(host, deadlineMs);
    const deadline = new Deadline(deadlineMs);
    try {
      const { rejected, rejectedErrors } = await transport.sendMail({ ...mail, signal: deadline.signal });
      return rejected.length === 0 ? undefined : mailFailure(rejectedErrors?.[0]);
    } catch (error) {
      return deadline.ended === undefined ? mailFailure(error) : mailTimedOut();
    } finally {
      deadline.release();
      transport.close();
    }
  }

  /** A connection to this machine never leaves it, so that it needs no encryption, and no certificate anybody vouches for. */
  #transport(host: string, deadlineMs: number): Transporter<SMTPSentMessageInfo> {
    const { port, secure, user, pass } = this.#options;
    const local = THIS_MACHINE.has(host.toLowerCase());
    return createTransport({
      host,
      port,
      secure,
      requireTLS: !secure && !local,
      tls: { minVersion: 'TLSv1.2', rejectUnauthorized: !local },
      ...(user !== undefined && pass !== undefined && { auth: { user, pass: pass.reveal() } }),
      connectionTimeout: deadlineMs,
      greetingTimeout: deadlineMs,
      socketTimeout: deadlineMs,
      dnsTimeout: deadlineMs,
      socketCloseTimeout: 1_000,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  }

  #log(id: string, { happened, needsOperator, result }: MailFailure): void {
    const fields = { id, happened, outcome: result.kind };
    if (needsOperator) this.#options.logger.error('mail.not-sent', fields);
    else this.#options.logger.debug('mail.not-sent', fields);
  }
}
