import { expect } from 'chai';
import { definition } from '../../../src/infrastructure/vendors/motive/definition.js';
import { MotiveHosSource } from '../../../src/infrastructure/vendors/motive/motive-hos-source.js';
import { VendorFolderRegistry } from '../../../src/infrastructure/vendors/vendor-folder-registry.js';
import { motiveSession } from './motive-session.js';

describe('Motive definition', () => {
  it('is in the registry under its own id and the one of KeepTruckin, in production too', async () => {
    const registry = await VendorFolderRegistry.load({ production: true, allowedHosts: [] });
    for (const id of ['MOTIVE_ELD', 'KEEPTRUCKIN_ELD']) expect(registry.find(id)).to.equal(definition.description);
    expect(registry.list().filter(({ id }) => id === 'MOTIVE_ELD')).to.have.length(1);
    expect(definition.description).to.include({ integrationType: 'HOS_ELD', contract: 'documented', simulated: false });
  });

  it('asks for the key, optionally for the webhook secret and a ruleset from a list', () => {
    const { credentialFields, configFields } = definition.description;
    expect(credentialFields.map(({ name, type, required }) => [name, type, required])).to.deep.equal([
      ['apiKey', 'password', true], ['webhookSecret', 'password', false],
    ]);
    expect(configFields.map(({ name, required, options }) => [name, required, options])).to.deep.equal([
      ['default_ruleset', false, ['none', 'US_PROPERTY_70_8', 'US_PROPERTY_60_7']],
    ]);
  });

  it('is at api.gomotive.com unless told otherwise, at most five requests a second', () => {
    expect(definition.baseUrl).to.include({ setting: 'MOTIVE_API_URL', default: 'https://api.gomotive.com' });
    expect(definition.rate).to.deep.equal({ permits: 5, windowMs: 1000 });
  });

  for (const [given, expected] of [
    ['https://api.gomotive.com/v1', 'https://api.gomotive.com'],
    ['https://api.keeptruckin.com/v3//', 'https://api.keeptruckin.com'],
  ] as const) {
    it(`mends ${given} and says so`, () => {
      const mended = definition.baseUrl.mend?.(given);
      expect(mended?.url).to.equal(expected);
      expect(mended?.warning).to.contain('MOTIVE_API_URL');
    });
  }

  it('leaves a right address alone', () => {
    for (const url of ['https://api.gomotive.com', 'https://api.keeptruckin.com/', 'http://127.0.0.1:9/v10', 'https://v1.example.com']) {
      expect(definition.baseUrl.mend?.(url)).to.deep.equal({ url });
    }
  });

  it('serves hours of service with its own adapter', () => {
    expect(definition.hosSource?.(motiveSession({ baseUrl: 'http://127.0.0.1:9' }))).to.be.instanceOf(MotiveHosSource);
  });
});
