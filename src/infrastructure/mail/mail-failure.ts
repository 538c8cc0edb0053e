import type { DeliveryResult } from '../../application/alerts/ports/alert-channel.js';

/** A message that was not taken. */
export interface MailFailure {
  readonly result: Extract<DeliveryResult, { readonly kind: 'retry' | 'refused' }>;
  /** True when it will not pass unless the operator changes a setting. */
  readonly needsOperator: boolean;
  /** For the log; made of our own words and numbers. */
  readonly happened: string;
}

interface SmtpError {
  readonly code: string;
  /** The system's code below nodemailer's. */
  readonly systemCode: string;
  readonly status: number | undefined;
  readonly command: string;
}

const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_|ERR_TLS_|ERR_SSL_|^EPROTO$/;
const SUBJECTS: Readonly<Record<string, string>> = { 'MAIL FROM': 'the sender', 'RCPT TO': 'the recipient', DATA: 'the message' };
const NO_ENCRYPTION =
  'No encrypted connection to the mail server could be made, so nothing was sent. The operator must check SMTP_HOST, SMTP_PORT, SMTP_SECURE and the server’s certificate.';

/**
 * Says what a failed sending means. 5xx of SMTP is final, everything else may pass, with one exception: a sign-in or an
 * encryption that fails says nothing about the message. It is tried again, although only the operator can mend it, so that
 * what was written meanwhile still arrives once the password is right.
 *
 * Reasons are our own words and the server's three digits; what the server wrote beside them may repeat anything.
 */
export function mailFailure(error: unknown): MailFailure {
  const smtp = smtpError(error);
  const { code, status } = smtp;
  if (code === 'EAUTH' || status === 530) {
    const reason = `The mail server does not accept the sign-in${digits(status)}. The operator must check SMTP_USER and SMTP_PASS.`;
    return { result: { kind: 'retry', reason }, needsOperator: true, happened: 'sign-in-refused' };
  }
  if (failsToEncrypt(smtp)) return { result: { kind: 'retry', reason: NO_ENCRYPTION }, needsOperator: true, happened: 'no-encryption' };
  if (status !== undefined) return answered(smtp, status);
  if (code === 'EENVELOPE') {
    return { result: { kind: 'refused', reason: 'The recipient is not a valid e-mail address.' }, needsOperator: false, happened: 'bad-address' };
  }
  return { result: { kind: 'retry', reason: transportReason(smtp) }, needsOperator: false, happened: 'no-answer' };
}

/** The time was up before the server had taken the message. */
export function mailTimedOut(): MailFailure {
  return { result: { kind: 'retry', reason: 'The mail server did not answer in time.' }, needsOperator: false, happened: 'too-slow' };
}

function answered({ command }: SmtpError, status: number): MailFailure {
  const what = SUBJECTS[command] ?? 'the connection';
  const final = status >= 500;
  const reason = final ? `The mail server refused ${what} (${status}).` : `The mail server put ${what} off (${status}).`;
  return { result: { kind: final ? 'refused' : 'retry', reason }, needsOperator: false, happened: `status-${status}` };
}

/** A server that knows no EHLO cannot encrypt either; nodemailer says so when encryption is required. */
function failsToEncrypt({ code, systemCode, command, status }: SmtpError): boolean {
  return code === 'ETLS' || command === 'STARTTLS' || CERTIFICATE.test(systemCode) || (command === 'EHLO' && (status ?? 0) >= 500);
}

function transportReason({ code, systemCode }: SmtpError): string {
  if (code === 'ETIMEDOUT') return 'The mail server did not answer in time.';
  if (code === 'EDNS') return 'The address of the mail server could not be found.';
  if (code === 'ECONNECTION' || systemCode === 'ECONNRESET' || systemCode === 'EPIPE') {
    return 'The mail server broke off the connection before it had taken the message.';
  }
  if (code === 'ESOCKET') return 'The mail server could not be reached.';
  return 'The mail could not be handed to the mail server.';
}

function digits(status: number | undefined): string {
  return status === undefined ? '' : ` (${status})`;
}

function smtpError(error: unknown): SmtpError {
  const fields: Partial<Record<string, unknown>> = typeof error === 'object' && error !== null ? Object.fromEntries(Object.entries(error)) : {};
  const text = (name: string): string => (typeof fields[name] === 'string' ? fields[name] : '');
  const status = fields['responseCode'];
  return {
    code: text('code'),
    systemCode: text('originalCode'),
    status: typeof status === 'number' && status >= 400 && status <= 599 ? status : undefined,
    command: text('command'),
  };
}
