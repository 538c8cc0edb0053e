import { inspect } from 'node:util';
import { expect } from 'chai';
import { mcleodDriverOf } from '../../../src/infrastructure/vendors/mcleod/mcleod-driver.js';
import { mcleodOrderOf, orderStatusOf } from '../../../src/infrastructure/vendors/mcleod/mcleod-order.js';
import { firstPickupOf, lastDeliveryOf } from '../../../src/infrastructure/vendors/mcleod/mcleod-stops.js';
import { mcleodTimeOf } from '../../../src/infrastructure/vendors/mcleod/mcleod-time.js';

const NOW = new Date('2026-02-10T05:06:07Z');

const stop = (type: unknown, sequence: unknown, city = `${String(type)}-${String(sequence)}`): Record<string, unknown> => ({
  __type: 'stop', __name: 'stops', stop_type: type, order_sequence: sequence, city_name: city,
});

describe('McLeod mapping', () => {
  it('reads an order: first pickup, last delivery, texts as numbers', () => {
    const row = {
      __type: 'orders', company_id: 'TMS', id: '0654321', status: 'P', bill_distance: '1210.4', bill_distance_um: 'MI', total_charge: '3100.00',
      stops: [
        { ...stop('SO', '3', 'Reno'), state: 'NV', zip_code: '89502', latitude: '39.512800', longitude: '-119.780500', sched_arrive_early: '20260312060000-0800' },
        { ...stop('PU', '1', 'Tulsa'), address: '14 Depot Rd', state: 'OK', zip_code: '74103', latitude: '36.153900', longitude: '-95.992800', sched_arrive_early: '20260310080000-0600', sched_arrive_late: '20260310100000-0600', actual_arrival: '20260310083000-0600' },
        stop('SO', '2', 'Denver'),
      ],
      movements: [{ __type: 'movement', __name: 'movements', id: 'M1', driver_id: 'HERMA' }],
    };
    expect(mcleodOrderOf(row, NOW)).to.deep.equal({
      externalLoadId: '0654321',
      status: 'IN_TRANSIT',
      statusRaw: 'P',
      pickup: { address: '14 Depot Rd', city: 'Tulsa', state: 'OK', zip: '74103', latitude: 36.1539, longitude: -95.9928 },
      delivery: { address: undefined, city: 'Reno', state: 'NV', zip: '89502', latitude: 39.5128, longitude: -119.7805 },
      pickupAppointment: { at: new Date('2026-03-10T14:00:00Z') },
      deliveryAppointment: { at: new Date('2026-03-12T14:00:00Z') },
      assignedExternalDriverId: 'HERMA',
      totalMiles: 1210.4,
      asOf: NOW,
    });
  });

  for (const [code, status] of [
    ['A', 'ASSIGNED'], ['P', 'IN_TRANSIT'], ['D', 'DELIVERED'], ['V', 'CANCELLED'], ['p', 'IN_TRANSIT'], [' D ', 'DELIVERED'],
    ['C', 'UNKNOWN'], ['Q', 'UNKNOWN'], ['', 'UNKNOWN'], ['AP', 'UNKNOWN'], ['constructor', 'UNKNOWN'], [1, 'UNKNOWN'], [null, 'UNKNOWN'], [undefined, 'UNKNOWN'],
  ] as const) {
    it(`places the code ${inspect(code)} as ${status}, and keeps it`, () => {
      expect(orderStatusOf(code)).to.equal(status);
      expect(mcleodOrderOf({ id: '1', status: code }, NOW)?.statusRaw).to.equal(typeof code === 'string' ? code : undefined);
    });
  }

  it('sorts stops by number, not by text, and ignores kinds it does not know', () => {
    const stops = [stop('SO', '10'), stop('SO', '9'), stop('PU', '2'), stop('SP', '1'), stop('PU', '11'), stop('SP', '12'), stop(null, '0'), 'x', null];
    expect(firstPickupOf(stops)?.['city_name']).to.equal('PU-2');
    expect(lastDeliveryOf(stops)?.['city_name']).to.equal('SO-10');
  });

  it('knows the kinds in any letter case', () => {
    const stops = [stop('pu', '1'), stop(' So ', '2')];
    expect(firstPickupOf(stops)?.['city_name']).to.equal('pu-1');
    expect(lastDeliveryOf(stops)?.['city_name']).to.equal(' So -2');
  });

  it('keeps the order of the server where stops have no sequence, and understands a single stop without a list', () => {
    const stops = [stop('PU', undefined, 'first'), stop('PU', 'x', 'second'), stop('SO', undefined, 'third')];
    expect(firstPickupOf(stops)?.['city_name']).to.equal('first');
    expect(lastDeliveryOf(stops)?.['city_name']).to.equal('third');
    expect(firstPickupOf(stop('PU', '1', 'alone'))?.['city_name']).to.equal('alone');
  });

  for (const stops of [undefined, null, [], 'x', {}, [stop('SP', '1')]]) {
    it(`has no places with the stops ${inspect(stops, { breakLength: Infinity })}`, () => {
      const found = mcleodOrderOf({ id: '1', status: 'A', stops }, NOW);
      expect([found?.pickup, found?.delivery, found?.pickupAppointment, found?.deliveryAppointment]).to.deep.equal([undefined, undefined, undefined, undefined]);
    });
  }

  it('takes the end of the window where it has no beginning', () => {
    const stops = [{ ...stop('PU', '1'), sched_arrive_late: '20260310100000' }];
    expect(mcleodOrderOf({ id: '1', stops }, NOW)?.pickupAppointment).to.deep.equal({ local: '2026-03-10T10:00:00' });
  });

  for (const [text, expected] of [
    ['20251012000000-0700', { at: new Date('2025-10-12T07:00:00Z') }],
    ['20251012143059+0530', { at: new Date('2025-10-12T09:00:59Z') }],
    ['20251012143059+00:00', { at: new Date('2025-10-12T14:30:59Z') }],
    ['20251012143059Z', { at: new Date('2025-10-12T14:30:59Z') }],
    ['20251012143059', { local: '2025-10-12T14:30:59' }],
    ['202510121430', { local: '2025-10-12T14:30:00' }],
    [' 20251012000000 -0700 ', { at: new Date('2025-10-12T07:00:00Z') }],
    ['20250230000000-0700', undefined], ['20251312000000-0700', undefined], ['20251012240000-0700', undefined], ['20251012006000-0700', undefined],
    ['20251012000000-1500', undefined], ['20251012000000-0760', undefined], ['20251012', undefined], ['2025-10-12T00:00:00-07:00', undefined],
    ['00010101000000-0600', undefined], ['', undefined], ['t-1', undefined], [20251012000000, undefined], [null, undefined], [undefined, undefined],
  ] as const) {
    it(`reads the time ${inspect(text)}`, () => {
      expect(mcleodTimeOf(text)).to.deep.equal(expected);
    });
  }

  for (const [distance, unit, miles] of [
    ['452.0', 'MI', 452], ['452.0', 'mi', 452], ['452', undefined, 452], [452, null, 452], ['0.0', 'MI', 0],
    ['452.0', 'KM', undefined], ['452.0', 'M', undefined], ['-1', 'MI', undefined], ['far', 'MI', undefined], [undefined, 'MI', undefined], [null, undefined, undefined],
  ] as const) {
    it(`reads a billed distance of ${String(distance)} ${String(unit)} as ${miles === undefined ? 'no miles' : `${miles} miles`}`, () => {
      expect(mcleodOrderOf({ id: '1', bill_distance: distance, bill_distance_um: unit }, NOW)?.totalMiles).to.equal(miles);
    });
  }

  for (const [name, row, driver] of [
    ['the order itself', { driver_id: 'A1', movements: [{ driver_id: 'B2' }] }, 'A1'],
    ['the first movement that names one', { movements: [null, { id: 'M1' }, { driver_id: '' }, { driver_id: 'B2' }, { driver_id: 'C3' }] }, 'B2'],
    ['a movement without a list', { movement: { driver_id: 'B2' } }, 'B2'],
    ['nowhere', { movements: [] }, undefined],
    ['an outside carrier', { movements: [{ override_driver_id: 'X9', driver_id: null }] }, undefined],
  ] as const) {
    it(`finds the driver on ${name}`, () => {
      expect(mcleodOrderOf({ id: '1', ...row }, NOW)?.assignedExternalDriverId).to.equal(driver);
    });
  }

  it('finds no order in what is none', () => {
    for (const row of [null, undefined, 7, 'x', [], [{ id: '1' }], {}, { id: '' }, { id: null }]) expect(mcleodOrderOf(row, NOW)).to.equal(undefined);
  });
});

describe('McLeod drivers', () => {
  it('keep id, name and activity and nothing else', () => {
    const row = { __type: 'driver', id: 'HERMA', name: ' Maria Hernandez ', is_active: 'Y', social_security_no: '000-12-3456', birth_date: '19800101000000-0600', eld_password: 'hunter2' };
    expect(mcleodDriverOf(row)).to.deep.equal({ externalDriverId: 'HERMA', name: 'Maria Hernandez', isActive: true });
  });

  for (const [sent, isActive] of [['Y', true], ['y', true], [true, true], ['true', true], ['N', false], [false, false], ['false', false], ['', false], [null, false], [undefined, false], [1, false], ['maybe', false]] as const) {
    it(`are ${isActive ? '' : 'not '}active with ${inspect(sent)}`, () => {
      expect(mcleodDriverOf({ id: '1', name: 'A', is_active: sent })?.isActive).to.equal(isActive);
    });
  }

  it('are called by their id where they have no name, and are nobody without an id', () => {
    expect(mcleodDriverOf({ id: 7, name: ' ' })).to.deep.equal({ externalDriverId: '7', name: '7', isActive: false });
    for (const row of [null, 7, 'x', [], {}, { name: 'A' }, { id: ' ', name: 'A' }]) expect(mcleodDriverOf(row)).to.equal(undefined);
  });
});
