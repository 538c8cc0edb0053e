import { openFleetDoubles } from '../../support/doubles/fleet-data/fleet-doubles.js';
import { describeDriverLinks } from './driver-links.contract.js';
import { describeDriverQueries } from './driver-queries.contract.js';
import { describeDriverRepository } from './driver-repository.contract.js';
import { describeRosterStore } from './roster-store.contract.js';

describeDriverRepository('in memory', openFleetDoubles);
describeDriverQueries('in memory', openFleetDoubles);
describeDriverLinks('in memory', openFleetDoubles);
describeRosterStore('in memory', openFleetDoubles);
