import { expect } from 'chai';
import { WEBHOOK_SECRET } from '../../src/domain/integrations/webhook-address.js';
import { VendorFolderRegistry } from '../../src/infrastructure/vendors/vendor-folder-registry.js';

describe('The vendors that push', () => {
  it('are Motive and Samsara: each has a form field for the secret, and no other vendor has one', async () => {
    const registry = await VendorFolderRegistry.load({ production: false, allowedHosts: [] });
    const vendors = registry.list().map(({ id, credentialFields }) => ({
      id,
      pushes: registry.definition(id)?.webhook !== undefined,
      hasField: credentialFields.some(({ name, type, required }) => name === WEBHOOK_SECRET && type === 'password' && !required),
    }));
    expect(vendors.filter(({ pushes }) => pushes).map(({ id }) => id).sort()).to.deep.equal(['MOTIVE_ELD', 'SAMSARA_ELD']);
    expect(vendors.filter(({ pushes, hasField }) => pushes !== hasField)).to.deep.equal([]);
  });
});
