import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { simpleParser } from 'mailparser';
import type { ParsedMail } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import type { SMTPServerOptions } from 'smtp-server';

/** A mail as the server took it, with its envelope. */
export interface TakenMail {
  readonly sender: string;
  readonly recipients: readonly string[];
  readonly raw: string;
  readonly mail: ParsedMail;
  readonly user: string | undefined;
  readonly encrypted: boolean;
}

/** A real SMTP server on 127.0.0.1 that keeps what it took. It offers no STARTTLS unless it is given a key. */
export class MailServer {
  readonly taken: TakenMail[] = [];
  /** Every RCPT that was asked for, also the refused ones. */
  readonly recipients: string[] = [];
  readonly logins: string[] = [];
  readonly #server: SMTPServer;

  private constructor(options: SMTPServerOptions) {
    this.#server = new SMTPServer({
      authOptional: true,
      closeTimeout: 500,
      disabledCommands: options.key === undefined ? ['STARTTLS'] : [],
      onRcptTo: ({ address }, _session, done) => (this.recipients.push(address), done()),
      onData: (stream, session, done) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => void this.#take(Buffer.concat(chunks), session).then(() => done()));
      },
      onAuth: ({ username = '', password = '' }, _session, done) => {
        this.logins.push(`${username}:${password}`);
        done(null, { user: username });
      },
      ...options,
    });
    this.#server.on('error', () => undefined);
  }

  static async start(options: SMTPServerOptions = {}): Promise<MailServer> {
    const server = new MailServer(options);
    server.#server.listen(0, '127.0.0.1');
    await once(server.#server.server, 'listening');
    return server;
  }

  get port(): number {
    return (this.#server.server.address() as AddressInfo).port;
  }

  stop(): Promise<void> {
    return new Promise((resolve) => this.#server.close(resolve));
  }

  async #take(raw: Buffer, { envelope, user, secure }: Parameters<NonNullable<SMTPServerOptions['onData']>>[1]): Promise<void> {
    this.taken.push({
      sender: envelope.mailFrom === false ? '' : envelope.mailFrom.address,
      recipients: envelope.rcptTo.map(({ address }) => address),
      raw: raw.toString('utf8'),
      mail: await simpleParser(raw),
      user: typeof user === 'string' ? user : undefined,
      encrypted: secure,
    });
  }
}

/** A refusal with the words and the status an SMTP server sends. */
export function refusal(responseCode: number, words = 'canary-banner of mx17.internal'): Error {
  return Object.assign(new Error(words), { responseCode });
}
