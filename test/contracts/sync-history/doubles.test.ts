import { openFleetDoubles } from '../../support/doubles/fleet-data/fleet-doubles.js';
import { describeSyncQueries } from './sync-queries.contract.js';
import { describeSyncRunStore } from './sync-run-store.contract.js';
import { describeSyncTargets } from './sync-targets.contract.js';

describeSyncRunStore('in memory', openFleetDoubles);
describeSyncQueries('in memory', openFleetDoubles);
describeSyncTargets('in memory', openFleetDoubles);
