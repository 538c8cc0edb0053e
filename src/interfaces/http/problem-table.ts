import type { ErrorCode } from '../../domain/shared/error-code.js';

/** Codes that only the HTTP layer can find. */
export type HttpErrorCode =
  | 'validation-failed'
  | 'malformed-json'
  | 'malformed-request'
  | 'unsupported-media-type'
  | 'payload-too-large'
  | 'route-not-found'
  | 'method-not-allowed'
  | 'shutting-down';

export type ProblemCode = ErrorCode | HttpErrorCode;

export interface ProblemEntry {
  readonly status: number;
  readonly title: string;
  /** What it means and what to do, shown at `/problems/<code>`. */
  readonly explanation: string;
}

const entry = (status: number, title: string, explanation: string): ProblemEntry => ({ status, title, explanation });

/** Every problem this API answers with. A code that is missing here does not compile. */
export const PROBLEMS: Readonly<Record<ProblemCode, ProblemEntry>> = {
  'validation-failed': entry(400, 'The request is not valid', 'A field is missing, unknown, of the wrong type or out of range. `errors` names each one.'),
  'malformed-json': entry(400, 'The body is not JSON', 'The body could not be parsed, or is nested deeper than 32 levels, or holds characters that cannot be stored.'),
  'malformed-request': entry(400, 'The request is not well-formed', 'The path, a header or the connection itself is damaged.'),
  'unsupported-media-type': entry(415, 'Content type or encoding not supported', 'Send JSON with Content-Type: application/json, in UTF-8; a webhook as it was signed, not packed.'),
  'payload-too-large': entry(413, 'The body is too big', 'Bodies may have up to 100 kB, those of webhooks up to 1 MB.'),
  'route-not-found': entry(404, 'No such path', 'There is nothing at this path. /openapi.json lists what there is.'),
  'method-not-allowed': entry(405, 'Method not allowed', 'The Allow header names the methods of this path.'),
  'service-unavailable': entry(503, 'Temporarily unavailable', 'The service cannot reach its database. Try again in a moment.'),
  'shutting-down': entry(503, 'Shutting down', 'This replica is stopping. Send the request again; another one will answer.'),
  'invalid-input': entry(400, 'The request is not valid', 'A value cannot be stored or means nothing here.'),
  'lease-lost': entry(409, 'Taken over', 'Another worker has taken this work over.'),
  unauthenticated: entry(401, 'Not signed in', 'The access token is missing, expired, or its account or session has ended. Log in or refresh.'),
  'invalid-login': entry(401, 'Login failed', 'E-mail or password is wrong.'),
  'invalid-refresh-token': entry(401, 'Session ended', 'The refresh token was used, revoked or has expired. Log in again.'),
  'too-many-attempts': entry(429, 'Too many failed logins', 'Wait for the time in Retry-After. Other addresses are not affected.'),
  'local-login-disabled': entry(404, 'No local login', 'Tokens come from an external identity provider.'),
  'wrong-password': entry(422, 'Wrong password', 'The current password does not match.'),
  forbidden: entry(403, 'Not allowed', 'Your role does not allow this, or the tenant you name is not yours.'),
  'tenant-not-found': entry(404, 'No such tenant', 'There is no tenant with this id.'),
  'tenant-mismatch': entry(400, 'Two tenants named', 'X-Tenant-Id and organizationId must agree.'),
  'user-not-found': entry(404, 'No such user', 'This tenant has no user with this id.'),
  'email-taken': entry(409, 'E-mail taken', 'Another user has this e-mail.'),
  'own-account': entry(422, 'Not on your own account', 'You cannot lock yourself out. Ask another administrator.'),
  'identity-provider-unavailable': entry(503, 'Identity provider unavailable', 'The keys that verify tokens cannot be fetched. Try again.'),
  'rate-limited': entry(429, 'Too many requests', 'Wait for the time in Retry-After.'),
  'idempotency-key-reused': entry(422, 'Idempotency-Key reused', 'The key belongs to a different request of the last 24 hours.'),
  'idempotency-key-running': entry(409, 'Still running', 'The first request with this Idempotency-Key has not ended. Repeat it in a moment.'),
  'unknown-vendor': entry(422, 'Unknown vendor', 'GET /api/v1/integrations/vendors lists the vendors.'),
  'vendor-not-allowed': entry(422, 'Vendor not allowed here', 'Simulated vendors are refused in production.'),
  'integration-type-mismatch': entry(422, 'Wrong integration type', 'integration_type must be the one of the vendor.'),
  'invalid-credentials': entry(422, 'Credentials incomplete or wrong', 'The credentials do not fit the form of this vendor. `errors` names the fields.'),
  'invalid-config': entry(422, 'Config incomplete or wrong', 'The config does not fit the form of this vendor. `errors` names the fields.'),
  'integration-not-found': entry(404, 'No such integration', 'This tenant has no integration with this id.'),
  'integration-exists': entry(409, 'Connected already', 'A tenant has one enabled integration per vendor.'),
  'integration-disabled': entry(409, 'Integration disabled', 'Enable the integration first.'),
  'credentials-unreadable': entry(409, 'Credentials unreadable', 'No key of this installation opens the stored credentials. Enter them again.'),
  'stale-version': entry(412, 'Changed meanwhile', 'The resource has moved on since you read it. Read it again and repeat your change.'),
  'webhook-refused': entry(403, 'Webhook refused', 'The address is unknown or the signature does not fit the body. Check the webhook secret of the integration.'),
  'sync-not-supported': entry(409, 'Nothing to sync', 'This vendor is read on demand, or not at all yet.'),
  'driver-not-found': entry(404, 'No such driver', 'This tenant has no driver with this id.'),
  'driver-exists': entry(409, 'Driver exists', 'The driver_id is taken in this tenant.'),
  'driver-link-taken': entry(409, 'Vendor driver taken', 'Another driver is linked to this vendor driver.'),
  'load-not-found': entry(404, 'No such load', 'This tenant has no load with this id.'),
  'loads-unavailable': entry(503, 'Loads unavailable', 'The TMS did not answer and nothing is stored.'),
  'tms-integration-missing': entry(409, 'No TMS integration', 'Connect or enable a TMS vendor. `link` leads to the vendors.'),
  'fuel-integration-missing': entry(409, 'No fuel price integration', 'Connect or enable a fuel price vendor. `link` leads to the vendors.'),
  'fuel-unavailable': entry(503, 'Fuel prices unavailable', 'No fuel price vendor answered and nothing is cached for this place.'),
  'weather-integration-missing': entry(409, 'No weather integration', 'Connect or enable a weather vendor. `link` leads to the vendors.'),
  'weather-unavailable': entry(503, 'Weather unavailable', 'The weather vendor did not answer and nothing is cached for this place.'),
  'driver-not-linked': entry(409, 'Driver not linked', 'Link the driver to a vendor driver, or set an override.'),
  'hos-integration-missing': entry(409, 'No HOS integration', 'Connect or enable an ELD vendor. `link` leads to the vendors.'),
  'hos-unavailable': entry(503, 'Hours of service unavailable', 'The vendor did not answer and nothing is stored for this driver. Treat the hours as unknown.'),
  'override-expiry-invalid': entry(422, 'Override too long or over', 'An override ends in the future and within seven days.'),
  'alert-not-found': entry(404, 'No such alert', 'This tenant has no alert with this id.'),
  'invalid-slack-webhook': entry(422, 'Not a Slack webhook', 'Copy the incoming webhook from Slack: https://hooks.slack.com/…'),
};
