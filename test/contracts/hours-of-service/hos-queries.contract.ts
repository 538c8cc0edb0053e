import { expect } from 'chai';
import type { HosBoardFilter, HosQueries } from '../../../src/application/hours-of-service/ports/hos-queries.js';
import { toDriverId } from '../../../src/domain/shared/identifiers.js';
import type { TenantId } from '../../../src/domain/shared/identifiers.js';
import type { OnFleet } from '../fleet-data/given-fleet.js';
import { minutesBefore, overrideOf, snapshot } from './hos-examples.js';

export interface OpenHosQueries extends OnFleet {
  readonly hosQueries: HosQueries;
}

const EVERYBODY: HosBoardFilter = { search: undefined, active: undefined, stale: undefined };
const PAGE = { limit: 50, offset: 0 };

/** What every `HosQueries` promises. */
export function describeHosQueries(name: string, open: () => Promise<OpenHosQueries>): void {
  describe(`HosQueries: ${name}`, () => {
    let fleet: OpenHosQueries;
    let tenantId: TenantId;

    beforeEach(async () => {
      fleet = await open();
      tenantId = await fleet.given.tenant();
    });

    afterEach(() => fleet.close());

    describeFind(() => ({ fleet, tenantId }));
    describeList(() => ({ fleet, tenantId }));
  });
}

type Current = () => { readonly fleet: OpenHosQueries; readonly tenantId: TenantId };

function describeFind(current: Current): void {
  it('finds a driver of whom nothing is stored', async () => {
    const { fleet, tenantId } = current();
    const driverId = await fleet.given.driver(tenantId, 'D1', { name: 'Ana' });
    expect(await fleet.hosQueries.find(tenantId, driverId)).to.deep.equal({
      driverId, name: 'Ana', override: undefined, snapshot: undefined, ruleset: { code: undefined, source: 'unknown' },
      link: undefined, tenantConnected: false,
    });
  });

  it('finds link, snapshot with every part, and override', async () => {
    const { fleet, tenantId } = current();
    const now = fleet.given.now();
    const link = { integrationId: await fleet.given.integration(tenantId), externalDriverId: '77' };
    const driverId = await fleet.given.driver(tenantId, 'D1', { link, ruleset: 'US_PROPERTY_60_7' });
    const violations = [{ kind: 'shift_driving', durationHours: 0.25 }, { kind: 'cycle', durationHours: 1 }] as const;
    const stored = snapshot('77', minutesBefore(now, 1), { violations });
    const override = overrideOf(now);
    await fleet.given.snapshot(tenantId, driverId, stored);
    await fleet.given.override(tenantId, driverId, override);
    expect(await fleet.hosQueries.find(tenantId, driverId)).to.deep.equal({
      driverId, name: 'D1', override, snapshot: stored, ruleset: { code: 'US_PROPERTY_60_7', source: 'vendor' },
      link: { ...link, enabled: true }, tenantConnected: true,
    });
  });

  it('keeps 0 hours as 0 and missing ones undefined', async () => {
    const { fleet, tenantId } = current();
    const driverId = await fleet.given.driver(tenantId, 'D1');
    const remaining = { driveHours: 0, shiftHours: undefined, cycleHours: 0, untilBreakHours: undefined };
    const stored = snapshot('77', fleet.given.now(), { remaining, dutyStatus: 'UNKNOWN', dutyStatusRaw: undefined });
    await fleet.given.snapshot(tenantId, driverId, stored);
    expect((await fleet.hosQueries.find(tenantId, driverId))?.snapshot).to.deep.equal(stored);
  });

  for (const [ruleset, defaultRuleset, expected] of [
    ['US_PROPERTY_70_8', 'US_PROPERTY_60_7', { code: 'US_PROPERTY_70_8', source: 'vendor' }],
    ['not-sent', 'US_PROPERTY_60_7', { code: 'US_PROPERTY_60_7', source: 'integration_default' }],
    ['not-sent', undefined, { code: undefined, source: 'unknown' }],
    ['other', 'US_PROPERTY_60_7', { code: undefined, source: 'unknown' }],
  ] as const) {
    it(`gives the ruleset of a vendor’s ${ruleset} and a default of ${defaultRuleset ?? 'none'}`, async () => {
      const { fleet, tenantId } = current();
      const link = { integrationId: await fleet.given.integration(tenantId, { defaultRuleset }), externalDriverId: '77' };
      const driverId = await fleet.given.driver(tenantId, 'D1', { link, ruleset });
      expect((await fleet.hosQueries.find(tenantId, driverId))?.ruleset).to.deep.equal(expected);
    });
  }

  it('says whether the link’s integration is enabled, and whether the tenant has any enabled HOS integration', async () => {
    const { fleet, tenantId } = current();
    const [disabled, deleted] = [await fleet.given.integration(tenantId, { enabled: false }), await fleet.given.integration(tenantId, { vendor: 'MOTIVE_ELD' })];
    await fleet.given.deleteIntegration(tenantId, deleted);
    await fleet.given.integration(tenantId, { vendor: 'TRUCKBASE_TMS', integrationType: 'TMS' });
    const one = await fleet.given.driver(tenantId, 'D1', { link: { integrationId: disabled, externalDriverId: '77' } });
    const two = await fleet.given.driver(tenantId, 'D2', { link: { integrationId: deleted, externalDriverId: '77' } });
    for (const driverId of [one, two]) {
      const found = await fleet.hosQueries.find(tenantId, driverId);
      expect(found?.link?.enabled).to.equal(false);
      expect(found?.tenantConnected).to.equal(false);
    }
    await fleet.given.integration(tenantId, { vendor: 'MOTIVE_ELD' });
    expect(await fleet.hosQueries.find(tenantId, one)).to.have.property('tenantConnected', true);
  });

  it('gives each of 60 readers at once their own driver: 20 of one tenant, the same ids of another, 20 unknown', async () => {
    const { fleet, tenantId } = current();
    const other = await fleet.given.tenant();
    const ids = Array.from({ length: 20 }, (_, index) => toDriverId(`D${index}`));
    for (const [index, id] of ids.entries()) {
      await fleet.given.driver(tenantId, id, { name: `Mine ${index}` });
      await fleet.given.driver(other, id, { name: `Theirs ${index}` });
    }
    const found = await Promise.all(ids.flatMap((id) => [
      fleet.hosQueries.find(tenantId, id), fleet.hosQueries.find(other, id), fleet.hosQueries.find(tenantId, toDriverId(`no ${id}`)),
    ]));
    expect(found.map((state) => state?.name)).to.deep.equal(ids.flatMap((_, index) => [`Mine ${index}`, `Theirs ${index}`, undefined]));
  });

  it('finds neither an unknown driver nor another tenant’s', async () => {
    const { fleet, tenantId } = current();
    const driverId = await fleet.given.driver(tenantId, 'D1');
    expect(await fleet.hosQueries.find(tenantId, toDriverId('D2'))).to.equal(undefined);
    expect(await fleet.hosQueries.find(await fleet.given.tenant(), driverId)).to.equal(undefined);
  });
}

function describeList(current: Current): void {
  it('lists drivers by name, a page at a time, each as find would', async () => {
    const { fleet, tenantId } = current();
    const staleBefore = minutesBefore(fleet.given.now(), 5);
    await fleet.given.driver(tenantId, 'D2', { name: 'Ben' });
    const ana = await fleet.given.driver(tenantId, 'D1', { name: 'Ana' });
    await fleet.given.driver(await fleet.given.tenant(), 'D3', { name: 'Abe' });
    await fleet.given.snapshot(tenantId, ana, snapshot('77', fleet.given.now()));
    const { items, total } = await fleet.hosQueries.list(tenantId, EVERYBODY, staleBefore, { limit: 1, offset: 0 });
    expect(items).to.deep.equal([await fleet.hosQueries.find(tenantId, ana)]);
    expect(total).to.equal(2);
  });

  for (const [filter, expected] of [
    [{ search: 'an%' }, []],
    [{ search: 'AN' }, ['D1', 'D3']],
    [{ active: false }, ['D3']],
    [{ stale: true }, ['D2', 'D3']],
    [{ stale: false, active: true }, ['D1']],
  ] as const) {
    it(`keeps those that match ${JSON.stringify(filter)}`, async () => {
      const { fleet, tenantId } = current();
      const staleBefore = minutesBefore(fleet.given.now(), 5);
      const ana = await fleet.given.driver(tenantId, 'D1', { name: 'Ana' });
      await fleet.given.driver(tenantId, 'D2', { name: 'Ben' });
      const hannah = await fleet.given.driver(tenantId, 'D3', { name: 'Hannah', isActive: false });
      await fleet.given.snapshot(tenantId, ana, snapshot('77', fleet.given.now()));
      await fleet.given.snapshot(tenantId, hannah, snapshot('78', minutesBefore(fleet.given.now(), 6)));
      const { items } = await fleet.hosQueries.list(tenantId, { ...EVERYBODY, ...filter }, staleBefore, PAGE);
      expect(items.map(({ driverId }) => driverId)).to.deep.equal(expected);
    });
  }
}
