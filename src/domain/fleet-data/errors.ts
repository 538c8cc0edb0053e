import { DomainError } from '../shared/domain-error.js';

/** The tenant has a driver of this id. */
export class DriverExistsError extends DomainError {
  readonly code = 'driver-exists';

  constructor() {
    super('A driver with this driver_id exists already.');
  }
}

/** Another driver is linked to this vendor driver. */
export class DriverLinkTakenError extends DomainError {
  readonly code = 'driver-link-taken';

  constructor() {
    super('Another driver is linked to this vendor driver already.');
  }
}

const VENDORS = '/api/v1/integrations/vendors';

/** No load of this id in the tenant. */
export class LoadNotFoundError extends DomainError {
  readonly code = 'load-not-found';

  constructor() {
    super('There is no such load.');
  }
}

/** The TMS cannot be asked and nothing is stored. `reason` is the vendor's, fit for people. */
export class LoadsUnavailableError extends DomainError {
  readonly code = 'loads-unavailable';

  constructor(reason: string, retryAfterMs?: number) {
    super(reason, { retryAfterMs });
  }
}

/** Nobody to ask about loads. */
export class TmsIntegrationMissingError extends DomainError {
  readonly code = 'tms-integration-missing';

  constructor() {
    super('No TMS is connected. Connect one, or enable the one there is.', { link: VENDORS });
  }
}

/** Nobody to ask about fuel. */
export class FuelIntegrationMissingError extends DomainError {
  readonly code = 'fuel-integration-missing';

  constructor() {
    super('No fuel price vendor is connected. Connect one, or enable the one there is.', { link: VENDORS });
  }
}

/** No fuel price vendor answers and nothing is cached. */
export class FuelUnavailableError extends DomainError {
  readonly code = 'fuel-unavailable';

  constructor(reason: string, retryAfterMs?: number) {
    super(reason, { retryAfterMs });
  }
}

/** Nobody to ask about the weather. */
export class WeatherIntegrationMissingError extends DomainError {
  readonly code = 'weather-integration-missing';

  constructor() {
    super('No weather vendor is connected. Connect one, or enable the one there is.', { link: VENDORS });
  }
}

/** The weather vendor does not answer and nothing is cached. */
export class WeatherUnavailableError extends DomainError {
  readonly code = 'weather-unavailable';

  constructor(reason: string, retryAfterMs?: number) {
    super(reason, { retryAfterMs });
  }
}
