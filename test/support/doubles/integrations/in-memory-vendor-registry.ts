import type { VendorRegistry } from '../../../../src/application/integrations/ports/vendor-registry.js';
import type { VendorDescription, VendorId } from '../../../../src/domain/integrations/vendor-description.js';

export class InMemoryVendorRegistry implements VendorRegistry {
  constructor(
    private readonly vendors: readonly VendorDescription[],
    private readonly production = false,
  ) {}

  list(): readonly VendorDescription[] {
    return this.vendors.filter((vendor) => this.isAllowed(vendor));
  }

  find(id: VendorId): VendorDescription | undefined {
    return this.vendors.find((vendor) => vendor.id === id || vendor.aliases.includes(id));
  }

  isAllowed({ simulated }: VendorDescription): boolean {
    return !this.production || !simulated;
  }

  addressRefusal(url: string): string | undefined {
    return this.production && !url.startsWith('https://') ? 'it must start with https://' : undefined;
  }
}
