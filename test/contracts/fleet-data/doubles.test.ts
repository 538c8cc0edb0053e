import { openFleetDoubles } from '../../support/doubles/fleet-data/fleet-doubles.js';
import { describeAssignableDrivers } from './assignable-drivers.contract.js';
import { describeDriverLinks } from './driver-links.contract.js';
import { describeDriverQueries } from './driver-queries.contract.js';
import { describeDriverRepository } from './driver-repository.contract.js';
import { describeLoadQueries } from './load-queries.contract.js';
import { describeLoadStore } from './load-store.contract.js';
import { describeRosterStore } from './roster-store.contract.js';

describeDriverRepository('in memory', openFleetDoubles);
describeDriverQueries('in memory', openFleetDoubles);
describeDriverLinks('in memory', openFleetDoubles);
describeRosterStore('in memory', openFleetDoubles);
describeLoadStore('in memory', openFleetDoubles);
describeLoadQueries('in memory', openFleetDoubles);
describeAssignableDrivers('in memory', openFleetDoubles);
