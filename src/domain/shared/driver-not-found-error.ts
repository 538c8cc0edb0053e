import { DomainError } from './domain-error.js';

/** No such driver in this tenant. */
export class DriverNotFoundError extends DomainError {
  readonly code = 'driver-not-found';

  constructor() {
    super('There is no such driver.');
  }
}
