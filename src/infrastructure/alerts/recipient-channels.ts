import type { AlertChannel, AlertDispatch, AlertRecipient, DeliveryResult } from '../../application/alerts/ports/alert-channel.js';

/** Gives a message to the channel its recipient is reached by. */
export class RecipientChannels implements AlertChannel {
  constructor(private readonly channels: Readonly<Record<AlertRecipient['channel'], AlertChannel>>) {}

  deliver(dispatch: AlertDispatch): Promise<DeliveryResult> {
    return this.channels[dispatch.recipient.channel].deliver(dispatch);
  }
}
