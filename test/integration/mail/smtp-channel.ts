import { inspect } from 'node:util';
import type { AlertDispatch, DeliveryResult } from '../../../src/application/alerts/ports/alert-channel.js';
import { Secret } from '../../../src/domain/shared/secret.js';
import { SmtpAlertChannel } from '../../../src/infrastructure/mail/smtp-alert-channel.js';
import type { SmtpAlertChannelOptions } from '../../../src/infrastructure/mail/smtp-alert-channel.js';
import { givenAlert } from '../../support/given-alert.js';
import { RecordingLogger } from '../../support/recording-logger.js';

export const ID = '6f8f1f0e-3c52-4f53-9a55-0d6a3b1f7c11';
export const FROM = 'alerts@fleet.example.com';
export const PASSWORD = 'canary-4f9c1b7e20';

export interface TestChannel {
  readonly channel: SmtpAlertChannel;
  readonly logger: RecordingLogger;
}

export function smtpChannel(port: number, overrides: Partial<SmtpAlertChannelOptions> = {}): TestChannel {
  const logger = new RecordingLogger();
  return { logger, channel: new SmtpAlertChannel({ host: '127.0.0.1', port, secure: false, from: FROM, logger, ...overrides }) };
}

export const LOGIN = { user: 'canary-user', pass: new Secret(PASSWORD) };

export function mailTo(address: string, message = givenAlert()): AlertDispatch {
  return { id: ID, message, recipient: { channel: 'email', address } };
}

/** The result, how long it took, and everything a person or a log could see of it. */
export async function sent({ channel, logger }: TestChannel, dispatch = mailTo('ann@example.com')): Promise<{ result: DeliveryResult; tookMs: number; seen: string }> {
  const start = performance.now();
  const result = await channel.deliver(dispatch);
  const tookMs = performance.now() - start;
  return { result, tookMs, seen: inspect([result, logger.lines, channel], { depth: 12, showHidden: true, getters: true }) };
}
