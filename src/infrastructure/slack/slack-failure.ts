import type { DeliveryResult } from '../../application/alerts/ports/alert-channel.js';
import { VendorError } from '../../domain/shared/vendor-error.js';

/** What a failed post to a webhook means for its message: see https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks */
export function slackFailure(error: unknown): DeliveryResult {
  if (!(error instanceof VendorError)) return { kind: 'retry', reason: 'The message could not be handed to Slack.' };
  const { kind, httpStatus, retryAfterMs } = error;
  const later = (reason: string): DeliveryResult => ({ kind: 'retry', reason, ...(retryAfterMs !== undefined && { retryAfterMs }) });
  switch (kind) {
    case 'rate-limited':
      return later('Slack has received too many messages (429).');
    case 'timeout':
      return later('Slack did not answer in time.');
    case 'unavailable':
      return later(httpStatus === undefined ? 'Slack could not be reached.' : `Slack has a problem on its side (${httpStatus}).`);
    case 'malformed':
      return later('Slack did not confirm the message.');
    case 'credentials':
    case 'rejected':
      return { kind: 'refused', reason: refusal(httpStatus) };
  }
}

function refusal(status: number | undefined): string {
  if (status === undefined) return 'The address of the Slack webhook may not be contacted. Check it in the alert settings.';
  if (status < 400) return `Slack sent us to another address, which we do not follow (${status}). Check the webhook in the alert settings.`;
  if (status === 403 || status === 404 || status === 410) {
    return `Slack does not accept this webhook any more (${status}). Enter a new one in the alert settings.`;
  }
  return `Slack refused the message (${status}).`;
}
