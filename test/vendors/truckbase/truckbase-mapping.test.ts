import { inspect } from 'node:util';
import { expect } from 'chai';
import { loadListOf, loadStatusOf, truckbaseLoadOf, truckbasePlaceOf, truckbaseTimeOf } from '../../../src/infrastructure/vendors/truckbase/truckbase-load.js';

const NOW = new Date('2026-02-10T05:06:07Z');
const NOTHING = { address: undefined, city: undefined, state: undefined, zip: undefined, latitude: undefined, longitude: undefined };

describe('Truckbase mapping', () => {
  it('reads a flat load: its places are text, and nobody takes them apart', () => {
    const row = {
      id: 'TB-L-77', pickup_location: 'Tulsa, OK', pickup_time: '2026-03-01T09:30:00Z',
      delivery_location: 'Little Rock, AR', delivery_time: '2026-03-02T13:00:00Z', status: 'in_transit',
    };
    expect(truckbaseLoadOf(row, NOW)).to.deep.equal({
      externalLoadId: 'TB-L-77',
      status: 'IN_TRANSIT',
      statusRaw: 'in_transit',
      pickup: { ...NOTHING, address: 'Tulsa, OK' },
      delivery: { ...NOTHING, address: 'Little Rock, AR' },
      pickupAppointment: { at: new Date('2026-03-01T09:30:00Z') },
      deliveryAppointment: { at: new Date('2026-03-02T13:00:00Z') },
      assignedExternalDriverId: undefined,
      totalMiles: undefined,
      asOf: NOW,
    });
  });

  it('reads a nested load under one set of names', () => {
    const row = {
      id: 'TB-L-78', pickup: { address: '1 Dock St', city: 'Tulsa', state: 'OK', zip: '74103', lat: 36.15, lon: -95.99 },
      delivery: { address: '9 Rail Ave', city: 'Little Rock', state: 'AR', zip: '72201', lat: 34.75, lon: -92.29 },
      pickupTime: '2026-03-01T09:30:00-06:00', deliveryTime: '2026-03-02T13:00:00', driverId: '4471', status: 'assigned', miles: 276,
    };
    const found = truckbaseLoadOf(row, NOW);
    expect(found?.pickup).to.deep.equal({ address: '1 Dock St', city: 'Tulsa', state: 'OK', zip: '74103', latitude: 36.15, longitude: -95.99 });
    expect(found?.delivery).to.include({ city: 'Little Rock', latitude: 34.75, longitude: -92.29 });
    expect(found?.pickupAppointment).to.deep.equal({ at: new Date('2026-03-01T15:30:00Z') });
    expect(found?.deliveryAppointment).to.deep.equal({ local: '2026-03-02T13:00:00' });
    expect([found?.assignedExternalDriverId, found?.totalMiles, found?.status]).to.deep.equal(['4471', 276, 'ASSIGNED']);
  });

  it('reads a nested load under the other', () => {
    const row = {
      loadId: 991, origin: { city: 'Tulsa', latitude: 36.15, longitude: -95.99 }, destination: { city: 'Little Rock', latitude: 34.75, longitude: -92.29 },
      pickup_appointment: '2026-03-01T09:30:00Z', delivery_appointment: '2026-03-02T13:00:00Z', driver_id: 4471, distance: '276.5', status: 'DELIVERED',
    };
    const found = truckbaseLoadOf(row, NOW);
    expect([found?.externalLoadId, found?.assignedExternalDriverId, found?.totalMiles, found?.status]).to.deep.equal(['991', '4471', 276.5, 'DELIVERED']);
    expect(found?.pickup).to.include({ city: 'Tulsa', latitude: 36.15 });
    expect(found?.delivery).to.include({ city: 'Little Rock', longitude: -92.29 });
    expect(found?.pickupAppointment).to.deep.equal({ at: new Date('2026-03-01T09:30:00Z') });
  });

  it('reads a mixture, each value from the first spelling that has one', () => {
    const row = {
      id: null, loadId: 'm-1', pickup: {}, pickup_location: 'Tulsa, OK', delivery: 'Little Rock, AR', destination: { city: 'Memphis' },
      pickup_time: '', pickupTime: 'soon', pickup_appointment: '2026-03-01T09:30:00Z', driverId: null, driver_id: 'd-7', miles: null, distance: 0,
    };
    const found = truckbaseLoadOf(row, NOW);
    expect(found?.externalLoadId).to.equal('m-1');
    expect(found?.pickup).to.deep.equal({ ...NOTHING, address: 'Tulsa, OK' });
    expect(found?.delivery).to.deep.equal({ ...NOTHING, address: 'Little Rock, AR' });
    expect(found?.pickupAppointment).to.deep.equal({ at: new Date('2026-03-01T09:30:00Z') });
    expect([found?.assignedExternalDriverId, found?.totalMiles]).to.deep.equal(['d-7', 0]);
  });

  it('keeps the coordinate 0 under every name', () => {
    for (const place of [{ lat: 0, lon: 0 }, { latitude: 0, longitude: 0 }, { lat: 0, latitude: 9, lon: 0, longitude: 9 }, { lat: '0', longitude: '0.0' }]) {
      expect(truckbasePlaceOf(place)).to.deep.equal({ ...NOTHING, latitude: 0, longitude: 0 });
    }
  });

  const statuses: readonly (readonly [unknown, string, string | undefined])[] = [
    ['assigned', 'ASSIGNED', 'assigned'], ['Assigned', 'ASSIGNED', 'Assigned'], ['in_transit', 'IN_TRANSIT', 'in_transit'], ['IN_TRANSIT', 'IN_TRANSIT', 'IN_TRANSIT'],
    ['In Transit', 'IN_TRANSIT', 'In Transit'], ['in-transit', 'IN_TRANSIT', 'in-transit'], [' delivered ', 'DELIVERED', ' delivered '],
    ['cancelled', 'CANCELLED', 'cancelled'], ['Canceled', 'CANCELLED', 'Canceled'],
    ['active', 'UNKNOWN', 'active'], ['intransit', 'UNKNOWN', 'intransit'], ['pending', 'UNKNOWN', 'pending'], ['', 'UNKNOWN', ''],
    ['constructor', 'UNKNOWN', 'constructor'], ['__proto__', 'UNKNOWN', '__proto__'], [3, 'UNKNOWN', '3'],
    [undefined, 'UNKNOWN', undefined], [null, 'UNKNOWN', undefined], [{}, 'UNKNOWN', undefined], [true, 'UNKNOWN', undefined],
  ];
  for (const [word, status, raw] of statuses) {
    it(`places the status ${inspect(word)} as ${status}`, () => {
      const found = truckbaseLoadOf({ id: '1', status: word }, NOW);
      expect([found?.status, found?.statusRaw]).to.deep.equal([status, raw]);
      expect(loadStatusOf(word)).to.equal(status);
    });
  }

  const times: readonly (readonly [unknown, unknown])[] = [
    ['2026-02-10T08:00:00Z', { at: new Date('2026-02-10T08:00:00Z') }],
    ['2026-02-10T08:00:00.123Z', { at: new Date('2026-02-10T08:00:00Z') }],
    ['2026-02-10T08:00Z', { at: new Date('2026-02-10T08:00:00Z') }],
    ['2026-02-10 08:00:00+0530', { at: new Date('2026-02-10T02:30:00Z') }],
    ['2026-02-10 08:00:00-06', { at: new Date('2026-02-10T14:00:00Z') }],
    ['2026-02-10T08:00:00', { local: '2026-02-10T08:00:00' }],
    [' 2026-02-10 08:00 ', { local: '2026-02-10T08:00:00' }],
    ['2026-02-10', undefined], ['2026-02-30T08:00:00Z', undefined], ['2026-02-10T25:00:00', undefined], ['10/02/2026 08:00', undefined],
    ['2026-02-10T08:00:00 EST', undefined], ['tomorrow', undefined], ['', undefined], [1770710400, undefined], [null, undefined], [undefined, undefined],
  ];
  for (const [sent, expected] of times) {
    it(`reads the time ${inspect(sent)}`, () => {
      expect(truckbaseTimeOf(sent)).to.deep.equal(expected);
    });
  }

  it('finds no load in what is none', () => {
    for (const row of [null, undefined, 7, 'x', [], [{ id: '1' }], {}, { id: '' }, { id: {}, loadId: ' ' }]) expect(truckbaseLoadOf(row, NOW)).to.equal(undefined);
  });

  it('finds the list in each of its three places, and nowhere else', () => {
    const rows = [{ id: '1' }];
    for (const body of [rows, { loads: rows }, { data: rows }, { loads: null, data: rows }, { loads: rows, data: [] }]) expect(loadListOf(body)).to.equal(rows);
    expect(loadListOf({ loads: [], data: rows })).to.deep.equal([]);
    for (const body of [null, undefined, 7, 'x', {}, { loads: {} }, { loads: 'none' }, { data: { loads: rows } }]) expect(loadListOf(body)).to.equal(undefined);
  });
});
