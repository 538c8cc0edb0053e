import { InvalidConfigError, InvalidCredentialsError, UnknownVendorError, VendorNotAllowedError } from '../../domain/integrations/errors.js';
import type { IntegrationConfig } from '../../domain/integrations/integration.js';
import type { VendorDescription, VendorId } from '../../domain/integrations/vendor-description.js';
import { checkAlternatives, checkForm } from '../../domain/integrations/vendor-form.js';
import type { FormValues } from '../../domain/integrations/vendor-form.js';
import type { FieldViolation } from '../../domain/shared/domain-error.js';
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
  const missing = checkAlternatives(vendor.credentialAlternatives ?? [], values, '/credentials');
  const violations = [...checkForm(vendor.credentialFields, values, '/credentials'), ...missing];
  if (violations.length > 0) throw new InvalidCredentialsError(violations);
  const given = Object.entries(values).filter(([, value]) => value !== undefined && value !== null && value !== '');
  return Object.fromEntries(given.map(([name, value]) => [name, new Secret(String(value))]));
}

/** Checks a config against the vendor's form, and its addresses against where we may go. Throws `InvalidConfigError`. */
export function readConfig(registry: VendorRegistry, vendor: VendorDescription, values: FormValues): IntegrationConfig {
  const form = checkForm(vendor.configFields, values, '/config');
  const violations = form.length > 0 ? form : refusedAddresses(registry, vendor, values);
  if (violations.length > 0) throw new InvalidConfigError(violations);
  const given = Object.entries(values).filter(([, value]) => value !== undefined && value !== null && value !== '');
  return Object.fromEntries(given.map(([name, value]) => [name, typeof value === 'number' ? value : String(value)]));
}

function refusedAddresses(registry: VendorRegistry, { configFields }: VendorDescription, values: FormValues): readonly FieldViolation[] {
  return configFields.flatMap(({ name, label, type }) => {
    const value = values[name];
    const reason = type === 'url' && typeof value === 'string' && value !== '' ? registry.addressRefusal(value) : undefined;
    return reason === undefined ? [] : [{ pointer: `/config/${name}`, code: 'address-refused', detail: `${label} is refused because ${reason}.` }];
  });
}
