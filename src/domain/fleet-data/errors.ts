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
