import type { SyncType } from '../../../domain/sync-history/sync-run.js';

/** What a sync of an integration of this type reads. */
export function syncTypeOf(integrationType: string): SyncType {
  switch (integrationType) {
    case 'HOS_ELD':
      return 'hos';
    case 'TMS':
      return 'loads';
    default:
      return 'pems_pull';
  }
}
