import { DomainError } from '../shared/domain-error.js';

/** The vendor is read on demand, or not at all yet; there is nothing to sync. */
export class SyncNotSupportedError extends DomainError {
  readonly code = 'sync-not-supported';

  constructor() {
    super('There is nothing to sync: this vendor is not read on a schedule.');
  }
}
