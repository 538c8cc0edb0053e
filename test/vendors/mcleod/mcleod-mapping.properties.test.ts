import { expect } from 'chai';
import fc from 'fast-check';
import { mcleodDriverOf } from '../../../src/infrastructure/vendors/mcleod/mcleod-driver.js';
import { mcleodOrderOf } from '../../../src/infrastructure/vendors/mcleod/mcleod-order.js';
import { mcleodTimeOf } from '../../../src/infrastructure/vendors/mcleod/mcleod-time.js';
import { expectSoundLoad, isStorable } from '../whatever-is-sent.js';

const RUNS = { numRuns: 5000 };
const NOW = new Date('2026-03-04T05:06:07Z');
const PLACED = /^\s*[APDV]\s*$/i;

const almostNumber = fc.oneof(fc.integer().map(String), fc.double().map(String), fc.constantFrom(null, '', '0', '0.0', '-96.8', '1e5', 7, true, []), fc.jsonValue());
const almostText = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(null, '', ' ', '\u0000', '\ud800'), fc.jsonValue());
const almostTime = fc.oneof(
  fc.constantFrom('20251012000000-0700', '20251012000000', '20250230000000-0700', '20251012000000-9999', '99991231235959-1400', '00000000000000', null),
  fc.stringMatching(/^\d{14}([+-]\d{4})?$/), fc.string(), fc.jsonValue(),
);
const stop = fc.oneof(fc.jsonValue(), fc.record({
  stop_type: fc.oneof(fc.constantFrom('PU', 'SO', 'pu', 'SP', null), fc.jsonValue()), order_sequence: almostNumber, address: almostText, city_name: almostText,
  state: almostText, zip_code: almostText, latitude: almostNumber, longitude: almostNumber, sched_arrive_early: almostTime, sched_arrive_late: almostTime,
}, { requiredKeys: [] }));
const row = fc.record({
  id: fc.oneof(fc.string(), fc.integer(), fc.jsonValue()),
  status: fc.oneof(fc.constantFrom('A', 'p', 'D', 'V', 'Q', '', 'constructor', 5), almostText),
  stops: fc.oneof(fc.array(stop, { maxLength: 5 }), stop),
  movements: fc.oneof(fc.array(fc.record({ driver_id: almostText }, { requiredKeys: [] })), fc.jsonValue()),
  driver_id: almostText, bill_distance: almostNumber, bill_distance_um: fc.oneof(fc.constantFrom('MI', 'KM', null), almostText),
}, { requiredKeys: [] });

describe('McLeod mapping, whatever is sent', () => {
  it('gives what can be stored and places no code it does not know', () => {
    fc.assert(fc.property(fc.oneof({ weight: 5, arbitrary: row }, { weight: 1, arbitrary: fc.jsonValue() }), (sent) => {
      const found = mcleodOrderOf(sent, NOW);
      if (found !== undefined) expectSoundLoad(found, PLACED);
    }), RUNS);
  });

  it('reads a time that a calendar has, or none', () => {
    fc.assert(fc.property(almostTime, (sent) => {
      const found = mcleodTimeOf(sent);
      if (found === undefined) return;
      if ('at' in found) expect(found.at.getTime()).to.be.a('number').and.not.to.be.NaN;
      else expect(found.local.replace(/[-:T]/g, '')).to.equal(typeof sent === 'string' ? sent.trim().padEnd(14, '0') : 'a text');
    }), RUNS);
  });

  it('says back every moment, whatever the offset it is told with', () => {
    const offset = fc.integer({ min: -14 * 60, max: 14 * 60 });
    const moment = fc.date({ min: new Date('1970-01-02'), max: new Date('9999-12-30'), noInvalidDate: true });
    fc.assert(fc.property(moment, offset, (date, minutes) => {
      const whole = new Date(Math.floor(date.getTime() / 1000) * 1000);
      const clock = new Date(whole.getTime() + minutes * 60_000).toISOString().slice(0, 19).replace(/[-:T]/g, '');
      const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60].map((part) => String(part).padStart(2, '0'));
      expect(mcleodTimeOf(`${clock}${minutes < 0 ? '-' : '+'}${hours ?? ''}${rest ?? ''}`)).to.deep.equal({ at: whole });
    }), RUNS);
  });

  it('keeps of a driver three values, whatever the row holds', () => {
    const known = fc.record({ id: almostText, name: almostText, is_active: fc.oneof(fc.constantFrom('Y', 'N'), fc.jsonValue()) }, { requiredKeys: [] });
    fc.assert(fc.property(known, fc.dictionary(fc.string(), fc.jsonValue()), (fields, others) => {
      const found = mcleodDriverOf({ ...others, ...fields });
      if (found === undefined) return;
      expect(Object.keys(found)).to.deep.equal(['externalDriverId', 'name', 'isActive']);
      expect(isStorable(found.externalDriverId) && isStorable(found.name)).to.equal(true);
    }), RUNS);
  });
});
