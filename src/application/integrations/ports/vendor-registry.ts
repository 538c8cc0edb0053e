import type { VendorDescription, VendorId } from '../../../domain/integrations/vendor-description.js';

/** The vendors this installation can connect. */
export interface VendorRegistry {
  list(): readonly VendorDescription[];
  /** By id or alias. */
  find(id: VendorId): VendorDescription | undefined;
  /** Whether a tenant may connect it here: simulated vendors are refused in production. */
  isAllowed(vendor: VendorDescription): boolean;
  /** Why a tenant may not have us contact this address (lower case, to stand after "because"); undefined when it may. */
  addressRefusal(url: string): string | undefined;
}
