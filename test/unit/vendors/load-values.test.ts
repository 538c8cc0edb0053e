import { expect } from 'chai';
import fc from 'fast-check';
import { appointmentOf, firstOf, locationOf, milesOf } from '../../../src/infrastructure/vendors/reading/load-values.js';
import { loadsPageOf, withoutSeen } from '../../../src/infrastructure/vendors/reading/loads-page.js';
import { textOf } from '../../../src/infrastructure/vendors/reading/wire-values.js';
import type { LoadObservation } from '../../../src/domain/fleet-data/load.js';

const RUNS = { numRuns: 2000 };
const EMPTY = { address: undefined, city: undefined, state: undefined, zip: undefined, latitude: undefined, longitude: undefined };

describe('Values of a load', () => {
  it('takes 0 miles for a distance, and none below 0 or around the earth four times', () => {
    expect([0, '0.0', 452, 100_000].map(milesOf)).to.deep.equal([0, 0, 452, 100_000]);
    expect([-1, '-0.1', 100_001, 1e300, null, ''].map(milesOf)).to.deep.equal([undefined, undefined, undefined, undefined, undefined, undefined]);
  });

  it('takes the first spelling that says something', () => {
    expect(firstOf([null, '', 'x', 'y'], textOf)).to.equal('x');
    expect(firstOf([undefined, 0, 5], milesOf)).to.equal(0);
    expect(firstOf([], textOf)).to.equal(undefined);
  });

  it('has no place where nothing is said of one', () => {
    expect(locationOf({})).to.equal(undefined);
    expect(locationOf({ address: ' ', city: null, latitude: 'north', longitude: {} })).to.equal(undefined);
    expect(locationOf({ latitude: 0, longitude: '0' })).to.deep.equal({ ...EMPTY, latitude: 0, longitude: 0 });
  });

  for (const [latitude, longitude] of [[90.01, 0], [-91, 0], [0, 180.5], [0, -181], [32, undefined], [undefined, -96], ['32', null], [32, '']]) {
    it(`drops the point ${String(latitude)}, ${String(longitude)}`, () => {
      expect(locationOf({ city: 'Dallas', latitude, longitude })).to.deep.equal({ ...EMPTY, city: 'Dallas' });
    });
  }

  it('takes the ends of the earth', () => {
    expect(locationOf({ latitude: -90, longitude: 180 })).to.include({ latitude: -90, longitude: 180 });
  });
});

describe('Appointments from their parts', () => {
  const at = (offset?: string): unknown => appointmentOf(['2026', '02', '10', '08', '00', '00'], offset);

  it('are moments with an offset and clock times without', () => {
    expect(at()).to.deep.equal({ local: '2026-02-10T08:00:00' });
    for (const [offset, iso] of [['Z', '08:00'], ['z', '08:00'], ['-0600', '14:00'], ['-06:00', '14:00'], ['+05:30', '02:30'], ['+00:00', '08:00'], ['-06', '14:00']]) {
      expect(at(offset), offset).to.deep.equal({ at: new Date(`2026-02-10T${iso}:00Z`) });
    }
    expect(at('+14:00')).to.deep.equal({ at: new Date('2026-02-09T18:00:00Z') });
  });

  it('have 0 seconds where none are said', () => {
    expect(appointmentOf(['2026', '02', '10', '08', '15', undefined], undefined)).to.deep.equal({ local: '2026-02-10T08:15:00' });
  });

  for (const offset of ['+14:30', '-15:00', '+05:60', '+5', 'EST', '']) {
    it(`are not taken with the offset "${offset}"`, () => {
      expect(at(offset)).to.equal(undefined);
    });
  }

  for (const parts of [
    ['2026', '02', '30', '08', '00', '00'], ['2025', '02', '29', '08', '00', '00'], ['2026', '13', '01', '08', '00', '00'], ['2026', '00', '10', '08', '00', '00'],
    ['2026', '02', '00', '08', '00', '00'], ['2026', '02', '10', '24', '00', '00'], ['2026', '02', '10', '08', '60', '00'], ['2026', '02', '10', '08', '00', '60'],
    ['0000', '01', '01', '00', '00', '00'], ['1899', '12', '31', '00', '00', '00'], ['26', '2', '1', '8', '0', '0'], [],
  ]) {
    it(`are not taken from ${parts.join('-') || 'nothing'}`, () => {
      expect(appointmentOf(parts, undefined)).to.equal(undefined);
      expect(appointmentOf(parts, 'Z')).to.equal(undefined);
    });
  }

  it('say back every moment there is', () => {
    fc.assert(fc.property(fc.date({ min: new Date('1970-01-02'), max: new Date('9999-12-30'), noInvalidDate: true }), (date) => {
      const whole = new Date(Math.floor(date.getTime() / 1000) * 1000);
      const parts = whole.toISOString().slice(0, 19).split(/[-T:]/);
      expect(appointmentOf(parts, 'Z')).to.deep.equal({ at: whole });
      expect(appointmentOf(parts, undefined)).to.deep.equal({ local: whole.toISOString().slice(0, 19) });
    }), RUNS);
  });
});

describe('Pages of loads', () => {
  const observe = (row: unknown): LoadObservation | undefined => (typeof row === 'string' ? loadWith(row) : undefined);

  function loadWith(text: string): LoadObservation {
    const [externalLoadId = '', statusRaw] = text.split(':');
    return {
      externalLoadId, status: 'UNKNOWN', statusRaw, pickup: undefined, delivery: undefined, pickupAppointment: undefined,
      deliveryAppointment: undefined, assignedExternalDriverId: undefined, totalMiles: undefined, asOf: new Date(0),
    };
  }

  it('keep the last row of a load and count rows without one', () => {
    const page = loadsPageOf(['a:1', 7, 'b:1', 'a:2', null], observe);
    expect(page.loads.map(({ externalLoadId, statusRaw }) => `${externalLoadId}:${String(statusRaw)}`)).to.deep.equal(['a:2', 'b:1']);
    expect(page.unreadable).to.equal(2);
  });

  it('keep the first of a load across pages', () => {
    const seen = new Set<string>();
    const pages = [['a:1', 'b:1'], ['b:2', 'c:2', 7], ['a:3']].map((rows) => withoutSeen(loadsPageOf(rows, observe), seen));
    expect(pages.map(({ loads }) => loads.map(({ statusRaw, externalLoadId }) => `${externalLoadId}:${String(statusRaw)}`)))
      .to.deep.equal([['a:1', 'b:1'], ['c:2'], []]);
    expect(pages.map(({ unreadable }) => unreadable)).to.deep.equal([0, 1, 0]);
  });
});
