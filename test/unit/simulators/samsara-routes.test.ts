import { expect } from 'chai';
import { LivingFleet, type SamsaraFleet } from '../../../src/infrastructure/simulators/samsara/samsara-fleet.js';
import { answerAsSamsara } from '../../../src/infrastructure/simulators/samsara/samsara-routes.js';

const NOW = new Date('2026-03-04T05:06:07Z');

/** Counts the rows a page makes, which is what its time depends on. */
function counting(fleet: SamsaraFleet): { fleet: SamsaraFleet; rows: () => number } {
  let rows = 0;
  const counted: SamsaraFleet = {
    size: fleet.size,
    places: (active) => fleet.places(active),
    placeOf: (id) => fleet.placeOf(id),
    driverAt: (place) => {
      rows += 1;
      return fleet.driverAt(place);
    },
    clocksAt: (place, now) => {
      rows += 1;
      return fleet.clocksAt(place, now);
    },
  };
  return { fleet: counted, rows: () => rows };
}

function ask(fleet: SamsaraFleet, url: string): string {
  const [path = '', query] = url.split('?');
  const request = { method: 'GET', path, query: new URLSearchParams(query), headers: { authorization: 'Bearer t' }, body: '' };
  return answerAsSamsara(request, { fleet, now: NOW, pageSize: 512 }).body;
}

describe('Pages of a simulated fleet of 10,000', () => {
  const large = new LivingFleet(1, 10_000);

  for (const url of ['/fleet/hos/clocks', '/fleet/drivers', '/fleet/hos/clocks?limit=512&after=cGFnZTo5MDAw']) {
    it(`${url} makes no row but its own 512`, () => {
      const { fleet, rows } = counting(large);
      ask(fleet, url);
      expect(rows()).to.equal(512);
    });
  }

  it('a driver asked for by id costs one row', () => {
    const { fleet, rows } = counting(large);
    const { id } = large.profileAt(9_999);
    expect(ask(fleet, `/fleet/hos/clocks?driverIds=${id}`)).to.contain(id);
    expect(rows()).to.equal(1);
  });

  it('are the same at the same moment and others later', () => {
    expect(ask(large, '/fleet/hos/clocks')).to.equal(ask(new LivingFleet(1, 10_000), '/fleet/hos/clocks'));
  });
});
