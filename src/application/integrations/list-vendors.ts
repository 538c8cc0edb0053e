import type { VendorDescription } from '../../domain/integrations/vendor-description.js';
import type { VendorRegistry } from './ports/vendor-registry.js';

/** The registry, as a connection form needs it. */
export class ListVendors {
  constructor(private readonly registry: VendorRegistry) {}

  execute(): readonly VendorDescription[] {
    return this.registry.list();
  }
}
