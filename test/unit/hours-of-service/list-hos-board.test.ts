import { expect } from 'chai';
import { ListHosBoard } from '../../../src/application/hours-of-service/list-hos-board.js';
import type { HosBoardRow } from '../../../src/application/hours-of-service/list-hos-board.js';
import type { HosBoardFilter } from '../../../src/application/hours-of-service/ports/hos-queries.js';
import type { Page } from '../../../src/domain/shared/page.js';
import { minutesBefore, overrideOf } from '../../contracts/hours-of-service/hos-examples.js';
import { ReadingFleet, SETTINGS } from './reading-fleet.js';

describe('ListHosBoard', () => {
  let fleet: ReadingFleet;

  beforeEach(async () => {
    fleet = await ReadingFleet.open();
    for (const id of ['fresh', 'never', 'old', 'old-override', 'override']) await fleet.linkedDriver(id);
    const [fresh, , old, oldOverride, override] = fleet.state.drivers.map(({ driverId }) => driverId);
    const now = fleet.clock.now();
    await fleet.stored(fresh!, 4.9);
    await fleet.stored(old!, 10);
    await fleet.stored(oldOverride!, 5);
    await fleet.given.override(fleet.tenantId, oldOverride!, overrideOf(now, { expiresAt: now, setAt: minutesBefore(now, 60) }));
    await fleet.given.override(fleet.tenantId, override!, overrideOf(now));
    fleet.vendorHas(['never', 'old']);
  });

  const list = (filter: Partial<HosBoardFilter> = {}): Promise<Page<HosBoardRow>> =>
    new ListHosBoard(fleet.hosQueries, fleet.clock, SETTINGS).execute(
      fleet.tenantId, { search: undefined, active: undefined, stale: undefined, ...filter }, { limit: 50, offset: 0 },
    );

  it('shows 5 drivers from the store and makes 0 vendor calls', async () => {
    const { items, total } = await list();
    expect(items.map(({ name, record }) => [name, record.dataSource, record.stale])).to.deep.equal([
      ['fresh', 'samsara_eld', false],
      ['never', undefined, true],
      ['old', 'samsara_eld', true],
      ['old-override', 'samsara_eld', true],
      ['override', 'manual_override', false],
    ]);
    expect(total).to.equal(5);
    expect(fleet.vendor.clockRequests).to.equal(0);
  });

  it('warns of hours that are 600 s old, and of those never received', async () => {
    const { items } = await list();
    const warned = items.filter(({ record }) => record.warning !== undefined).map(({ name }) => name);
    expect(warned).to.deep.equal(['never', 'old']);
  });

  for (const [stale, names] of [[true, ['never', 'old', 'old-override']], [false, ['fresh', 'override']]] as const) {
    it(`calls ${names.length} of them ${stale ? 'stale' : 'not stale'}, the same by filter and by record`, async () => {
      const { items } = await list({ stale });
      expect(items.map(({ name }) => name)).to.deep.equal(names);
      expect(items.every(({ record }) => record.stale === stale)).to.equal(true);
    });
  }

  it('filters by name and activity', async () => {
    await fleet.given.driver(fleet.tenantId, 'old-hand', { isActive: false });
    expect((await list({ search: 'OLD', active: true })).items.map(({ name }) => name)).to.deep.equal(['old', 'old-override']);
  });
});
