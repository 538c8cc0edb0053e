import { expect } from 'chai';
import type { RosterDriver, RosterPage } from '../../../src/application/hours-of-service/ports/hos-source.js';
import type { Roster } from '../../../src/application/hours-of-service/ports/roster.js';
import { LeaseLostError } from '../../../src/domain/shared/domain-error.js';
import type { WorkLease } from '../../../src/domain/shared/work-lease.js';
import { rejectionOf } from '../../support/rejection.js';
import type { OnFleet } from '../fleet-data/given-fleet.js';

export interface OpenRoster extends OnFleet {
  readonly roster: Roster;
}

const rowsOf = (...ids: readonly number[]): readonly RosterDriver[] =>
  ids.map((id) => ({ externalDriverId: String(id), name: `Driver ${id}`, ruleset: 'US_PROPERTY_70_8' }));
const pageOf = (...ids: readonly number[]): RosterPage => ({ drivers: rowsOf(...ids), unreadable: 0 });

async function* pages(...all: readonly (RosterPage | Error)[]): AsyncIterable<RosterPage> {
  for (const page of all) {
    if (page instanceof Error) throw page;
    yield await Promise.resolve(page);
  }
}

/** What every `Roster` promises. */
export function describeRoster(name: string, open: () => Promise<OpenRoster>): void {
  describe(`Roster: ${name}`, () => {
    let fleet: OpenRoster;
    let lease: WorkLease;

    beforeEach(async () => {
      fleet = await open();
      const tenantId = await fleet.given.tenant();
      lease = await fleet.given.lease(tenantId, await fleet.given.integration(tenantId));
    });

    afterEach(() => fleet.close());

    const load = (confirmed: boolean, ...all: readonly (RosterPage | Error)[]): ReturnType<Roster['import']> =>
      fleet.roster.import({ lease, pages: pages(...all), confirmed });
    const activeCount = (): Promise<number> => fleet.roster.countLinked(lease);

    it('imports every page and counts rows nobody could read', async () => {
      const result = await load(false, pageOf(1, 2), { drivers: rowsOf(3), unreadable: 2 });
      expect(result).to.deep.equal({ listed: 3, created: 3, updated: 0, failed: 2, verdict: 'apply' });
      expect(await activeCount()).to.equal(3);
    });

    it('makes a driver inactive whom no page lists, and active again later', async () => {
      await load(false, pageOf(1, 2, 3));
      expect(await load(false, pageOf(1), pageOf(2))).to.include({ verdict: 'apply', updated: 0 });
      expect(await fleet.given.keptDriver(lease.tenantId, '3')).to.include({ isActive: false });
      expect(await load(false, pageOf(1, 2, 3))).to.include({ verdict: 'apply', updated: 1 });
      expect(await fleet.given.keptDriver(lease.tenantId, '3')).to.include({ isActive: true });
    });

    it('refuses an empty roster where there were drivers, confirmed or not, and changes nobody', async () => {
      await load(false, pageOf(1, 2));
      expect(await load(false, pageOf())).to.deep.equal({ listed: 0, created: 0, updated: 0, failed: 0, verdict: 'refuse' });
      expect(await load(true)).to.include({ verdict: 'refuse' });
      expect(await activeCount()).to.equal(2);
    });

    it('keeps everybody when 5 of 9 are missing, until a person confirms', async () => {
      await load(false, pageOf(1, 2, 3, 4, 5, 6, 7, 8, 9));
      expect(await load(false, pageOf(1, 2, 3, 4))).to.include({ verdict: 'keep' });
      expect(await activeCount()).to.equal(9);
      expect(await load(true, pageOf(1, 2, 3, 4))).to.include({ verdict: 'apply' });
      expect(await activeCount()).to.equal(4);
    });

    it('passes on the error of a page, and makes nobody inactive', async () => {
      await load(false, pageOf(1, 2, 3));
      const failure = new Error('second page');
      expect(await rejectionOf(load(false, pageOf(1), failure))).to.equal(failure);
      expect(await activeCount()).to.equal(3);
    });

    it('throws LeaseLostError when the lease is lost', async () => {
      await fleet.given.takeAway(lease);
      expect(await rejectionOf(load(false, pageOf(1)))).to.be.instanceOf(LeaseLostError);
      expect(await activeCount()).to.equal(0);
    });
  });
}
