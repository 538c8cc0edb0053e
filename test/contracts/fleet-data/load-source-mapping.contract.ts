import { expect } from 'chai';
import { LOAD_STATUSES } from '../../../src/domain/fleet-data/load.js';
import { allPages } from '../all-pages.js';
import type { OpenLoadSource, VendorLists } from './load-source-harness.js';
import { load, loadsOf } from './load-source-scenarios.js';

const DALLAS = { address: '4100 Irving Blvd', city: 'Dallas', state: 'TX', zip: '75247', latitude: 32.8065, longitude: -96.8722 };
const MEMPHIS = { address: '2200 Democrat Rd', city: 'Memphis', state: 'TN', zip: '38132', latitude: 35.0629, longitude: -89.9786 };

/** What the vendor says and what we make of it. */
export function describeMapping(vendor: () => OpenLoadSource, lists: VendorLists): void {
  it('says of one load all that the vendor says', async () => {
    const told = load('1001', {
      status: 'IN_TRANSIT',
      pickup: DALLAS,
      delivery: MEMPHIS,
      pickupAppointment: { at: new Date('2026-02-10T14:00:00Z') },
      deliveryAppointment: { at: new Date('2026-02-11T22:30:00Z') },
      driver: '50000017',
      miles: 452.5,
    });
    await vendor().given({ loads: [told] });
    const [listed] = loadsOf(await allPages(vendor().source.activeLoads()));
    for (const found of [listed, await vendor().source.load('1001')]) {
      expect(found?.statusRaw).to.be.a('string');
      expect({ ...found, statusRaw: '', asOf: '' }).to.deep.equal({
        externalLoadId: '1001',
        status: 'IN_TRANSIT',
        statusRaw: '',
        pickup: DALLAS,
        delivery: MEMPHIS,
        pickupAppointment: told.pickupAppointment,
        deliveryAppointment: told.deliveryAppointment,
        assignedExternalDriverId: '50000017',
        totalMiles: 452.5,
        asOf: '',
      });
    }
  });

  for (const status of LOAD_STATUSES) {
    it(`tells ${status} of a load it is asked for`, async () => {
      await vendor().given({ loads: [load('1001', { status })] });
      expect((await vendor().source.load('1001'))?.status).to.equal(status);
    });
  }

  it('lists what is still to be hauled and nothing that is over', async () => {
    await vendor().given({ loads: LOAD_STATUSES.map((status, index) => load(String(1001 + index), { status })) });
    const found = loadsOf(await allPages(vendor().source.activeLoads())).map(({ status }) => status);
    expect(found).to.have.members(['ASSIGNED', 'IN_TRANSIT', ...(lists.unplacedLoads ? ['UNKNOWN'] : [])]);
  });

  it('keeps a time without an offset as a clock time', async () => {
    const local = { local: '2026-02-10T08:00:00' };
    await vendor().given({ loads: [load('1001', { pickup: DALLAS, delivery: MEMPHIS, pickupAppointment: local, deliveryAppointment: local })] });
    const found = await vendor().source.load('1001');
    expect([found?.pickupAppointment, found?.deliveryAppointment]).to.deep.equal([local, local]);
  });

  it('takes 0 for a coordinate and for a distance', async () => {
    const nowhere = { city: 'Null Island', latitude: 0, longitude: 0 };
    await vendor().given({ loads: [load('1001', { pickup: nowhere, delivery: { ...MEMPHIS, longitude: 0 }, miles: 0 })] });
    const found = await vendor().source.load('1001');
    expect(found?.pickup).to.include({ latitude: 0, longitude: 0 });
    expect(found?.delivery).to.include({ latitude: MEMPHIS.latitude, longitude: 0 });
    expect(found?.totalMiles).to.equal(0);
  });

  it('dates loads no later than now', async () => {
    const before = Date.now();
    await vendor().given({ loads: [load('1001')] });
    const [listed] = loadsOf(await allPages(vendor().source.activeLoads()));
    const found = await vendor().source.load('1001');
    for (const row of [listed, found]) expect(row?.asOf.getTime()).to.be.within(before, Date.now());
  });

  if (lists.drivers) {
    it('names drivers, active and not', async () => {
      const drivers = [
        { externalDriverId: '501', name: 'Ana Núñez', isActive: true },
        { externalDriverId: '502', name: 'Bo Lind', isActive: false },
      ];
      await vendor().given({ loads: [], drivers });
      expect(await vendor().source.drivers()).to.deep.equal(drivers);
    });
  }
}
