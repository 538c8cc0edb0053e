import { expect } from 'chai';
import type { VendorRegistry } from '../../../src/application/integrations/ports/vendor-registry.js';
import type { VendorDescription } from '../../../src/domain/integrations/vendor-description.js';
import { SIMULATED_VENDOR, someVendor } from '../../support/doubles/integrations/vendors.js';

const ACME = someVendor({ id: 'ACME_ELD', aliases: ['OLD_ACME_ELD', 'OLDER_ACME_ELD'] });
const WEATHER = someVendor({ id: 'ACME_WEATHER', aliases: [], integrationType: 'WEATHER' });

export interface VendorRegistryHarness {
  open(vendors: readonly VendorDescription[], production: boolean): Promise<VendorRegistry>;
}

/** What every `VendorRegistry` promises. */
export function describeVendorRegistry(name: string, { open }: VendorRegistryHarness): void {
  describe(`VendorRegistry: ${name}`, () => {
    const ids = (registry: VendorRegistry): string[] => registry.list().map(({ id }) => id).sort();
    const openAll = (production = false): Promise<VendorRegistry> => open([ACME, WEATHER, SIMULATED_VENDOR], production);

    it('lists each vendor once, whatever aliases it has', async () => {
      expect(ids(await openAll())).to.deep.equal(['ACME_ELD', 'ACME_WEATHER', 'MOCK_ACME']);
    });

    it('describes a vendor whole', async () => {
      expect((await openAll()).find('ACME_ELD')).to.deep.equal(ACME);
    });

    it('finds a vendor under its aliases', async () => {
      const registry = await openAll();
      expect(['OLD_ACME_ELD', 'OLDER_ACME_ELD'].map((id) => registry.find(id)?.id)).to.deep.equal(['ACME_ELD', 'ACME_ELD']);
    });

    it('finds nothing under another id', async () => {
      const registry = await openAll();
      for (const id of ['', 'acme_eld', 'ACME', '__proto__', 'constructor', '../acme']) expect(registry.find(id), id).to.equal(undefined);
    });

    it('in production it does not list or allow a simulated vendor, but knows it', async () => {
      const registry = await openAll(true);
      expect(ids(registry)).to.deep.equal(['ACME_ELD', 'ACME_WEATHER']);
      expect([ACME, SIMULATED_VENDOR].map((vendor) => registry.isAllowed(vendor))).to.deep.equal([true, false]);
      expect(registry.find('MOCK_ACME')).to.deep.equal(SIMULATED_VENDOR);
    });

    it('elsewhere it allows a simulated vendor', async () => {
      expect((await openAll()).isAllowed(SIMULATED_VENDOR)).to.equal(true);
    });

    it('refuses an address without encryption in production, and says why', async () => {
      const [anywhere, production] = [await openAll(), await openAll(true)];
      expect(anywhere.addressRefusal('http://tms.example:5690')).to.equal(undefined);
      expect(production.addressRefusal('http://tms.example:5690')).to.contain('https');
      expect(production.addressRefusal('https://tms.example:5690')).to.equal(undefined);
    });

    it('is empty without vendors', async () => {
      expect((await open([], false)).list()).to.deep.equal([]);
    });
  });
}
