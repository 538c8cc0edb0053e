import { DomainError } from '../shared/domain-error.js';

const CONNECT_LINK = '/api/v1/integrations/vendors';

/** The driver has no vendor driver to ask about. */
export class DriverNotLinkedError extends DomainError {
  readonly code = 'driver-not-linked';

  constructor() {
    super('This driver is not linked to an ELD vendor. Link the driver, or set an override.');
  }
}

/** No enabled HOS integration and nothing stored to fall back on. */
export class HosIntegrationMissingError extends DomainError {
  readonly code = 'hos-integration-missing';

  constructor() {
    super('No enabled HOS integration serves this driver. Connect or enable one.', { link: CONNECT_LINK });
  }
}

/** The vendor did not answer and nothing is stored to fall back on. */
export class HosUnavailableError extends DomainError {
  readonly code = 'hos-unavailable';

  constructor(reason: string, retryAfterMs: number | undefined) {
    super(`Hours of service are not available: ${reason}`, { retryAfterMs });
  }
}

/** An override must end in the future and within seven days. */
export class OverrideExpiryError extends DomainError {
  readonly code = 'override-expiry-invalid';

  constructor() {
    super('expires_at must be in the future and at most 7 days ahead.', {
      errors: [{ pointer: '/expires_at', code: 'range', detail: 'Give a time in the next 7 days, or leave it out for 24 hours.' }],
    });
  }
}
