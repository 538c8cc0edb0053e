import { DomainError } from '../shared/domain-error.js';

/** The vendor is read on demand; there is nothing to sync. */
export class SyncNotSupportedError extends DomainError {
  readonly code = 'sync-not-supported';

  constructor() {
    super('This integration is read on demand. There is nothing to sync.');
  }
}
