import { InvalidConfigError, InvalidCredentialsError, UnknownVendorError, VendorNotAllowedError } from '../../domain/integrations/errors.js';
import type { IntegrationConfig } from '../../domain/integrations/integration.js';
import type { VendorDescription, VendorId } from '../../domain/integrations/vendor-description.js';
import { checkForm } from '../../domain/integrations/vendor-form.js';
import type { FormValues } from '../../domain/integrations/vendor-form.js';
import { Secret } from '../../domain/shared/secret.js';
import type { VendorRegistry } from './ports/vendor-registry.js';

/** The vendor a caller names. Throws `UnknownVendorError` and `VendorNotAllowedError`. */
export function requireVendor(registry: VendorRegistry, id: VendorId): VendorDescription {
  const vendor = registry.find(id);
  if (vendor === undefined) throw new UnknownVendorError();
  if (!registry.isAllowed(vendor)) throw new VendorNotAllowedError();
  return vendor;
}

/** Checks credentials against the vendor's form and wraps them. Throws `InvalidCredentialsError`. */
export function readCredentials(vendor: VendorDescription, values: FormValues): Readonly<Record<string, Secret<string>>> {
  const violations = checkForm(vendor.credentialFields, values, '/credentials');
  if (violations.length > 0) throw new InvalidCredentialsError(violations);
  const given = Object.entries(values).filter(([, value]) => value !== undefined && value !== null && value !== '');
  return Object.fromEntries(given.map(([name, value]) => [name, new Secret(String(value))]));
}

/** Checks a config against the vendor's form. Throws `InvalidConfigError`. */
export function readConfig(vendor: VendorDescription, values: FormValues): IntegrationConfig {
  const violations = checkForm(vendor.configFields, values, '/config');
  if (violations.length > 0) throw new InvalidConfigError(violations);
  const given = Object.entries(values).filter(([, value]) => value !== undefined && value !== null && value !== '');
  return Object.fromEntries(given.map(([name, value]) => [name, typeof value === 'number' ? value : String(value)]));
}
