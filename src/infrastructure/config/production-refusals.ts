import { checkVendorUrl } from '../vendors/http/egress-guard.js';
import type { Settings } from './settings-schema.js';

/** What production does not start with, one clear line each. */
export function productionRefusals(settings: Settings, vendorBaseUrls: Readonly<Record<string, string>>): readonly string[] {
  const refusals: string[] = [];
  if (settings.DATABASE_URL === undefined) {
    refusals.push('DATABASE_URL is missing: production needs a PostgreSQL of its own, not the embedded one.');
  }
  if (settings.JWT_SECRET === undefined && settings.JWT_JWKS_URL === undefined) {
    refusals.push('JWT_SECRET (or JWT_JWKS_URL) is missing: production does not generate secrets.');
  }
  const keys = [
    settings.CREDENTIALS_ENCRYPTION_KEYS,
    settings.CREDENTIALS_ENCRYPTION_KEY,
    settings.INTEGRATION_ENCRYPTION_KEY,
    settings.ENCRYPTION_KEY,
  ].filter((key) => key !== undefined);
  if (keys.length === 0) refusals.push('CREDENTIALS_ENCRYPTION_KEYS is missing: production does not generate secrets.');
  if (keys.some((key) => /(?:^|:)(.)\1{63}(?:$|,)/.test(key))) refusals.push('The credentials key is a placeholder: 32 random bytes are needed.');
  if (settings.JWT_SECRET !== undefined && looksLikeDefault(settings.JWT_SECRET)) {
    refusals.push('JWT_SECRET looks like a placeholder: 32 or more random characters are needed.');
  }
  if (settings.DEMO === true) refusals.push('DEMO=true: the demo tenant and its simulated vendors are refused in production.');
  if (settings.JWT_JWKS_URL?.startsWith('http:')) refusals.push('JWT_JWKS_URL must be https in production.');
  const allowedHosts = settings.VENDOR_ALLOWED_HOSTS.split(',').map((host) => host.trim());
  for (const [name, url] of Object.entries(vendorBaseUrls)) {
    const reason = checkVendorUrl(url, { production: true, allowedHosts });
    if (reason !== undefined) refusals.push(`${name} is refused because ${reason}`);
  }
  return refusals;
}

/** Few different characters, or words people write where a secret should be. */
function looksLikeDefault(secret: string): boolean {
  return new Set(secret).size < 8 || /change.?me|secret.?key|example|placeholder|default|development/i.test(secret);
}
