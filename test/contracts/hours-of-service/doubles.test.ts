import { openFleetDoubles } from '../../support/doubles/fleet-data/fleet-doubles.js';
import { describeHosOverrideRepository } from './hos-override-repository.contract.js';
import { describeHosQueries } from './hos-queries.contract.js';
import { describeHosSnapshotStore } from './hos-snapshot-store.contract.js';
import { describeHosSources } from './hos-sources.contract.js';
import { describeRoster } from './roster.contract.js';
import { describeVendorContacts } from './vendor-contacts.contract.js';

describeHosQueries('in memory', openFleetDoubles);
describeHosSnapshotStore('in memory', openFleetDoubles);
describeHosOverrideRepository('in memory', openFleetDoubles);
describeVendorContacts('in memory', openFleetDoubles);
describeRoster('in memory', openFleetDoubles);
describeHosSources('in memory', async () => {
  const doubles = await openFleetDoubles();
  return {
    sources: doubles.vendor,
    given: doubles.given,
    connect: async () => undefined,
    loseKeys: async (_tenantId, id) => { doubles.vendor.unreadable.add(id); },
    close: () => doubles.close(),
  };
});
