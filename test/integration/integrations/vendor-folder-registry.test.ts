import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { describeVendorRegistry } from '../../contracts/integrations/vendor-registry.contract.js';
import type { VendorDescription } from '../../../src/domain/integrations/vendor-description.js';
import { VendorFolderRegistry } from '../../../src/infrastructure/vendors/vendor-folder-registry.js';
import { someVendor } from '../../support/doubles/integrations/vendors.js';
import { rejectionOf } from '../../support/rejection.js';

const folders: string[] = [];

function newFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'fleetbridge-vendors-'));
  folders.push(folder);
  writeFileSync(path.join(folder, 'package.json'), '{"type":"module"}');
  return folder;
}

function addVendor(folder: string, name: string, source: string, file = 'definition.ts'): void {
  mkdirSync(path.join(folder, name));
  writeFileSync(path.join(folder, name, file), source);
}

const sourceOf = (description: VendorDescription): string => `export const definition = { description: ${JSON.stringify(description)} };\n`;

describeVendorRegistry('folders', {
  open: (vendors, production) => {
    const folder = newFolder();
    for (const vendor of vendors) addVendor(folder, vendor.id.toLowerCase(), sourceOf(vendor));
    return VendorFolderRegistry.load({ production, allowedHosts: [] }, folder);
  },
});

describe('VendorFolderRegistry', () => {
  after(() => {
    for (const folder of folders) rmSync(folder, { recursive: true });
  });

  it('finds a vendor that is nothing but a new folder, as source and as build', async () => {
    const folder = newFolder();
    addVendor(folder, 'one', sourceOf(someVendor({ id: 'ONE', aliases: [] })));
    addVendor(folder, 'two', sourceOf(someVendor({ id: 'TWO', aliases: [] })), 'definition.js');
    const registry = await VendorFolderRegistry.load({ production: false, allowedHosts: [] }, folder);
    expect(registry.list().map(({ id }) => id)).to.deep.equal(['ONE', 'TWO']);
    expect(registry.definition('TWO')?.description.id).to.equal('TWO');
    expect(registry.definition('THREE')).to.equal(undefined);
  });

  it('passes over folders and files without a definition', async () => {
    const folder = newFolder();
    addVendor(folder, 'http', 'export const client = 1;\n', 'client.ts');
    addVendor(folder, 'one', sourceOf(someVendor({ id: 'ONE', aliases: [] })));
    expect((await VendorFolderRegistry.load({ production: false, allowedHosts: [] }, folder)).list()).to.have.length(1);
  });

  it('names the folder whose definition.ts exports none', async () => {
    const folder = newFolder();
    addVendor(folder, 'half-done', 'export const other = 1;\n');
    expect(String(await rejectionOf(VendorFolderRegistry.load({ production: false, allowedHosts: [] }, folder)))).to.contain('half-done exports no definition');
  });

  it('the vendors of this service have ids and aliases of their own, all of them found', async () => {
    const registry = await VendorFolderRegistry.load({ production: false, allowedHosts: [] });
    const names = registry.list().flatMap(({ id, aliases }) => [id, ...aliases]);
    expect(names).to.include.members(['SAMSARA_ELD', 'MOCK_SAMSARA']);
    expect(new Set(names).size).to.equal(names.length);
    expect(names.filter((name) => registry.find(name) === undefined)).to.deep.equal([]);
  });

  it('in production the vendors of this service list no simulated one', async () => {
    const registry = await VendorFolderRegistry.load({ production: true, allowedHosts: [] });
    expect(registry.list().filter(({ simulated }) => simulated)).to.deep.equal([]);
  });
});
