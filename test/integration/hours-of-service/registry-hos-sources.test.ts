import { expect } from 'chai';
import { Secret } from '../../../src/domain/shared/secret.js';
import { KnexCredentialStore } from '../../../src/infrastructure/persistence/integrations/knex-credential-store.js';
import { RegistryHosSources } from '../../../src/infrastructure/vendors/registry-hos-sources.js';
import { describeHosSources } from '../../contracts/hours-of-service/hos-sources.contract.js';
import { rejectionOf } from '../../support/rejection.js';
import { useFleetDatabase } from '../fleet-data/fleet-on-database.js';
import type { FleetOnDatabase } from '../fleet-data/fleet-on-database.js';
import { accountsOn, cipherWith } from '../accounts-on.js';

const sourcesOn = async (fleet: FleetOnDatabase): Promise<RegistryHosSources> => new RegistryHosSources(await accountsOn(fleet));

const API_KEY = { apiKey: new Secret('samsara_api_test') };

describe('HOS sources on PostgreSQL', () => {
  const { open } = useFleetDatabase();

  describeHosSources('the vendor registry', async () => {
    const fleet = await open();
    return {
      sources: await sourcesOn(fleet),
      given: fleet.given,
      connect: (tenantId, id) => new KnexCredentialStore(fleet.database, cipherWith('k1')).save(tenantId, id, API_KEY),
      loseKeys: (tenantId, id) => new KnexCredentialStore(fleet.database, cipherWith('k0')).save(tenantId, id, API_KEY),
      close: () => fleet.close(),
    };
  });

  it('throws VendorError rejected when the vendor is not in the registry any more', async () => {
    const fleet = await open();
    const tenantId = await fleet.given.tenant();
    const id = await fleet.given.integration(tenantId, { vendor: 'NO_SUCH_ELD' });
    const error = await rejectionOf((await sourcesOn(fleet)).open(tenantId, id, 'user'));
    expect(error).to.have.property('kind', 'rejected');
  });
});
