import { expect } from 'chai';
import type { LoadObservation } from '../../src/domain/fleet-data/load.js';

/** What a path of keys leads to, without any of the code under test. */
export function sentAt(row: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>((value, key) => (typeof value === 'object' && value !== null && key in value ? Reflect.get(value, key) : undefined), row);
}

/** The database stores the text as it stands. */
export function expectStorable(text: string, maxLength: number): void {
  expect(text.length).to.be.at.most(maxLength);
  expect(/\u0000|\p{Surrogate}/u.test(text)).to.equal(false);
}

/** No text is empty where there could be none, and the database stores it. */
export function isStorable(text: string | undefined): boolean {
  return text === undefined || (text !== '' && text.length <= 255 && !/\u0000|\p{Surrogate}/u.test(text));
}

/** A load has nothing that cannot be stored or cannot be. `placed` matches the vendor's words for a status that we know. */
export function expectSoundLoad(load: LoadObservation, placed: RegExp): void {
  expect(isStorable(load.externalLoadId) && isStorable(load.assignedExternalDriverId)).to.equal(true);
  expect(load.status === 'UNKNOWN').to.equal(load.statusRaw === undefined || !placed.test(load.statusRaw));
  expect(/\u0000|\p{Surrogate}/u.test(load.statusRaw ?? '')).to.equal(false);
  if (load.totalMiles !== undefined) expect(load.totalMiles).to.be.within(0, 100_000);
  for (const { address, city, state, zip, latitude, longitude } of [load.pickup, load.delivery].filter((one) => one !== undefined)) {
    expect([address, city, state, zip].every(isStorable)).to.equal(true);
    expect(latitude === undefined).to.equal(longitude === undefined);
    if (latitude !== undefined) expect(latitude).to.be.within(-90, 90);
    if (longitude !== undefined) expect(longitude).to.be.within(-180, 180);
  }
  for (const appointment of [load.pickupAppointment, load.deliveryAppointment].filter((one) => one !== undefined)) {
    if ('at' in appointment) expect(Number.isNaN(appointment.at.getTime())).to.equal(false);
    else expect(appointment.local).to.match(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/);
  }
}
