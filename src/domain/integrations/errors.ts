import { DomainError } from '../shared/domain-error.js';
import type { FieldViolation } from '../shared/domain-error.js';

/** The registry has no such vendor. */
export class UnknownVendorError extends DomainError {
  readonly code = 'unknown-vendor';

  constructor() {
    super('There is no such vendor. GET /api/v1/integrations/vendors lists them.');
  }
}

/** A simulated vendor in production. */
export class VendorNotAllowedError extends DomainError {
  readonly code = 'vendor-not-allowed';

  constructor() {
    super('A simulated vendor cannot be used in production.');
  }
}

/** `integration_type` is not the vendor's. */
export class IntegrationTypeMismatchError extends DomainError {
  readonly code = 'integration-type-mismatch';

  constructor(expected: string) {
    super(`This vendor is an integration of type ${expected}.`);
  }
}

/** Credentials that do not fit the vendor's form. */
export class InvalidCredentialsError extends DomainError {
  readonly code = 'invalid-credentials';

  constructor(errors: readonly FieldViolation[]) {
    super('The credentials do not fit what this vendor needs.', { errors });
  }
}

/** A config that does not fit the vendor's form. */
export class InvalidConfigError extends DomainError {
  readonly code = 'invalid-config';

  constructor(errors: readonly FieldViolation[]) {
    super('The config does not fit what this vendor needs.', { errors });
  }
}

/** No such integration in this tenant. */
export class IntegrationNotFoundError extends DomainError {
  readonly code = 'integration-not-found';

  constructor() {
    super('There is no such integration.');
  }
}

/** The tenant has an enabled integration with this vendor. */
export class IntegrationExistsError extends DomainError {
  readonly code = 'integration-exists';

  constructor() {
    super('This vendor is connected already. Change or disable that integration instead.');
  }
}

/** The integration is switched off. */
export class IntegrationDisabledError extends DomainError {
  readonly code = 'integration-disabled';

  constructor() {
    super('This integration is disabled. Enable it first: PATCH {"enabled": true}.');
  }
}

/** Stored credentials cannot be decrypted with any key of the ring. */
export class CredentialsUnreadableError extends DomainError {
  readonly code = 'credentials-unreadable';

  constructor() {
    super('The stored credentials of this integration cannot be read. Enter them again.');
  }
}

/** A webhook nobody may send: unknown address, no secret, wrong or old signature. All look the same from outside. */
export class WebhookRefusedError extends DomainError {
  readonly code = 'webhook-refused';

  constructor() {
    super('The webhook is not accepted.');
  }
}

/** If-Match names a version that is not the current one. */
export class StaleVersionError extends DomainError {
  readonly code = 'stale-version';

  constructor() {
    super('This has changed since you read it. Read it again and repeat your change.');
  }
}
