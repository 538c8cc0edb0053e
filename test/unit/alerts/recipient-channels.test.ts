import { expect } from 'chai';
import type { AlertChannel } from '../../../src/application/alerts/ports/alert-channel.js';
import { Secret } from '../../../src/domain/shared/secret.js';
import { RecipientChannels } from '../../../src/infrastructure/alerts/recipient-channels.js';
import { givenAlert } from '../../support/given-alert.js';

const saying = (reason: string): AlertChannel => ({ deliver: async () => ({ kind: 'refused', reason }) });

describe('RecipientChannels', () => {
  const channels = new RecipientChannels({ email: saying('mail'), slack: saying('slack') });
  const dispatch = { id: 'x', message: givenAlert() };

  it('gives a message to the channel of its recipient', async () => {
    const byMail = await channels.deliver({ ...dispatch, recipient: { channel: 'email', address: 'ann@example.com' } });
    const bySlack = await channels.deliver({ ...dispatch, recipient: { channel: 'slack', webhookUrl: new Secret('https://hooks.slack.com/services/x') } });
    expect([byMail, bySlack]).to.deep.equal([{ kind: 'refused', reason: 'mail' }, { kind: 'refused', reason: 'slack' }]);
  });
});
