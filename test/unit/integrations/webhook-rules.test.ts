import { expect } from 'chai';
import { isIntegrationId, webhookPathOf } from '../../../src/domain/integrations/webhook-address.js';
import { webhookRetryDelayMs } from '../../../src/domain/integrations/webhook-retry.js';
import { toIntegrationId } from '../../../src/domain/shared/identifiers.js';
import { someField, someVendor } from '../../support/doubles/integrations/vendors.js';

const ID = toIntegrationId('0195fe10-0000-7000-8000-00000000abcd');

describe('An event that could not be worked on', () => {
  const delays: readonly (readonly [attempts: number, seconds: number | undefined])[] = [[1, 5], [2, 10], [3, 20], [4, 40], [5, undefined], [6, undefined]];
  for (const [attempts, seconds] of delays) {
    it(`after attempt ${attempts} ${seconds === undefined ? 'is given up' : `is tried again in ${seconds} s`}`, () => {
      expect(webhookRetryDelayMs(attempts)).to.equal(seconds === undefined ? undefined : seconds * 1000);
    });
  }

  it('waits as long as the vendor asks, when that is longer, up to 600 s', () => {
    expect([7_000, 4_000, 600_000, 900_000].map((asked) => webhookRetryDelayMs(1, asked))).to.deep.equal([7_000, 5_000, 600_000, 600_000]);
    expect(webhookRetryDelayMs(5, 1_000)).to.equal(undefined);
  });
});

describe('The address of an integration’s webhooks', () => {
  it('is below the vendor’s id, not an alias', () => {
    expect(webhookPathOf(someVendor(), ID)).to.equal(`/webhooks/ACME_ELD/${ID}`);
  });

  it('does not exist for a vendor without a field for the secret, nor for one that is gone', () => {
    expect(webhookPathOf(someVendor({ credentialFields: [someField('apiKey')] }), ID)).to.equal(undefined);
    expect(webhookPathOf(undefined, ID)).to.equal(undefined);
  });

  it('ends in a UUID in any case, and in nothing else', () => {
    expect([ID, ID.toUpperCase()].map(isIntegrationId)).to.deep.equal([true, true]);
    for (const text of ['', '7', `{${ID}}`, `${ID} `, `${ID}\n`, ID.replaceAll('-', ''), '%00', `urn:uuid:${ID}`]) expect(isIntegrationId(text), text).to.equal(false);
  });
});
