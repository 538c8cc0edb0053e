import fc from 'fast-check';
import { truckbaseLoadOf } from '../../../src/infrastructure/vendors/truckbase/truckbase-load.js';
import { expectSoundLoad } from '../whatever-is-sent.js';

const RUNS = { numRuns: 5000 };
const NOW = new Date('2026-03-04T05:06:07Z');
const PLACED = /^\s*(assigned|in[\s_-]+transit|delivered|cancell?ed)\s*$/i;

const almostNumber = fc.oneof(fc.integer(), fc.double(), fc.constantFrom(null, '', '0', '-0', '12.5', '1e5', true, [], {}), fc.jsonValue());
const almostText = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(null, '', ' ', '\u0000', '\ud800', 75247), fc.jsonValue());
const almostTime = fc.oneof(
  fc.constantFrom('2026-02-10T08:00:00Z', '2026-02-10T08:00:00', '2026-02-30T08:00:00', '2026-02-10T08:00:00+99:99', '9999-12-31T23:59:59-14:00', 0, null),
  fc.string(), fc.jsonValue(),
);
const place = fc.oneof(
  almostText,
  fc.record({ address: almostText, city: almostText, state: almostText, zip: almostText, lat: almostNumber, lon: almostNumber, latitude: almostNumber, longitude: almostNumber }, { requiredKeys: [] }),
);
const row = fc.record({
  id: fc.oneof(fc.string(), fc.integer(), fc.jsonValue()),
  loadId: fc.oneof(fc.string(), fc.jsonValue()),
  status: fc.oneof(fc.constantFrom('assigned', 'In Transit', 'active', '', 'constructor', 5), almostText),
  pickup: place, origin: place, pickup_location: place, delivery: place, destination: place, delivery_location: place,
  pickup_time: almostTime, pickupTime: almostTime, pickup_appointment: almostTime, delivery_time: almostTime, deliveryTime: almostTime,
  driverId: almostText, driver_id: almostNumber, miles: almostNumber, distance: almostNumber,
}, { requiredKeys: [] });

describe('Truckbase mapping, whatever is sent', () => {
  it('gives what can be stored and places no status it does not know', () => {
    fc.assert(fc.property(fc.oneof({ weight: 5, arbitrary: row }, { weight: 1, arbitrary: fc.jsonValue() }), (sent) => {
      const found = truckbaseLoadOf(sent, NOW);
      if (found !== undefined) expectSoundLoad(found, PLACED);
    }), RUNS);
  });
});
