import { expect } from 'chai';
import { LivingMotiveFleet, type MotiveFleet } from '../../../src/infrastructure/simulators/motive/motive-fleet.js';
import { answerAsMotive } from '../../../src/infrastructure/simulators/motive/motive-routes.js';

const NOW = new Date('2026-03-04T05:06:07Z');

/** Counts the rows a page makes, which is what its time depends on. */
function counting(fleet: MotiveFleet): { fleet: MotiveFleet; rows: () => number } {
  let rows = 0;
  const counted: MotiveFleet = {
    users: (active) => fleet.users(active),
    clocked: () => fleet.clocked(),
    placeOf: (id) => fleet.placeOf(id),
    userAt: (place) => {
      rows += 1;
      return fleet.userAt(place);
    },
    availableTimeAt: (place, now) => {
      rows += 1;
      return fleet.availableTimeAt(place, now);
    },
  };
  return { fleet: counted, rows: () => rows };
}

function ask(fleet: MotiveFleet, url: string): string {
  const [path = '', query] = url.split('?');
  const request = { method: 'GET', path, query: new URLSearchParams(query), headers: { 'x-api-key': 'k' }, body: '' };
  return answerAsMotive(request, { fleet, now: NOW, maxPerPage: 100 }).body;
}

describe('Pages of a simulated Motive fleet of 10,000', () => {
  const large = new LivingMotiveFleet(1, 10_000);

  for (const url of ['/v1/available_time?per_page=100', '/v1/users?per_page=100', '/v1/available_time?per_page=100&page_no=90']) {
    it(`${url} makes no row but its own 100`, () => {
      const { fleet, rows } = counting(large);
      ask(fleet, url);
      expect(rows()).to.equal(100);
    });
  }

  it('a driver asked for by id costs one row', () => {
    const { fleet, rows } = counting(large);
    const { id } = large.profileAt(9_999);
    expect(ask(fleet, `/v1/available_time?driver_ids[]=${id}`)).to.contain(id);
    expect(rows()).to.equal(1);
  });

  it('are the same at the same moment', () => {
    expect(ask(large, '/v1/available_time')).to.equal(ask(new LivingMotiveFleet(1, 10_000), '/v1/available_time'));
  });
});
