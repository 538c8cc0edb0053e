import { expect } from 'chai';
import { rosterPageOf } from '../../../src/infrastructure/vendors/reading/hos-pages.js';
import { rosterDriverOf, rulesetOf } from '../../../src/infrastructure/vendors/motive/motive-roster.js';

describe('Motive user row', () => {
  const table: readonly (readonly [string, Record<string, unknown>, string])[] = [
    ['70 hours in 8 days', { cycle: '70_8' }, 'US_PROPERTY_70_8'],
    ['60 hours in 7 days', { cycle: '60_7' }, 'US_PROPERTY_60_7'],
    ['exceptions that are off', { cycle: '70_8', exception_8_hour_break: false, exception_short_haul: null, exception_short_haul2: false, cycle2: null }, 'US_PROPERTY_70_8'],
    ['the short-haul exception', { cycle: '70_8', exception_short_haul: true }, 'other'],
    ['adverse driving', { cycle: '60_7', exception_adverse_driving: true }, 'other'],
    ['an exception nobody has heard of', { cycle: '70_8', exception_2031: true }, 'other'],
    ['an exception of the second ruleset', { cycle: '70_8', exception_wait_time2: true }, 'other'],
    ['an exception of unclear type', { cycle: '70_8', exception_wait_time: 'false' }, 'other'],
    ['an exception of 0', { cycle: '70_8', exception_wait_time: 0 }, 'other'],
    ['an exception without a cycle', { cycle: null, exception_short_haul: true }, 'other'],
    ['a second ruleset', { cycle: '70_8', cycle2: '60_7' }, 'other'],
    ['a second ruleset alone', { cycle: null, cycle2: '70_8' }, 'other'],
    ['another cycle', { cycle: 'Other' }, 'other'],
    ['a state cycle', { cycle: '80_8' }, 'other'],
    ['a cycle in another spelling', { cycle: '70_8 ' }, 'other'],
    ['a cycle of another type', { cycle: 708 }, 'other'],
    ['a cycle named like a part of an object', { cycle: 'constructor' }, 'other'],
    ['a cycle of null', { cycle: null }, 'not-sent'],
    ['an empty cycle', { cycle: '' }, 'not-sent'],
    ['no cycle', {}, 'not-sent'],
  ];
  for (const [what, user, expected] of table) {
    it(`reads ${what} as ${expected}`, () => expect(rulesetOf(user)).to.equal(expected));
  }

  const names: readonly (readonly [Record<string, unknown>, string])[] = [
    [{ first_name: ' Zoë ', last_name: 'Van Dyke' }, 'Zoë Van Dyke'],
    [{ first_name: 'Zoë', last_name: null }, 'Zoë'],
    [{ first_name: '', last_name: 'Reyes' }, 'Reyes'],
    [{ first_name: '  ', last_name: null, username: 'zreyes9' }, 'zreyes9'],
    [{ first_name: 5, username: null, email: 'z@example.com' }, '1'],
    [{ first_name: 'N\u0000', last_name: 'x'.repeat(300) }, `N\uFFFD ${'x'.repeat(197)}`],
  ];
  for (const [user, expected] of names) {
    it(`names a driver ${expected.slice(0, 20)}`, () => expect(rosterDriverOf({ user: { id: 1, ...user } })).to.include({ name: expected }));
  }

  it('has the id as text', () => {
    expect(rosterDriverOf({ user: { id: 288101 } })).to.include({ externalDriverId: '288101' });
    for (const row of [null, 'x', [], {}, { id: 7 }, { user: null }, { user: { id: 0 } }]) expect(rosterDriverOf(row)).to.equal(undefined);
  });

  it('leaves out deactivated drivers without calling them unreadable', () => {
    const rows = [{ id: 1 }, { id: 2, status: 'deactivated' }, { id: 3, status: 'active' }, { id: 1, status: 'deactivated' }];
    const { drivers, unreadable } = rosterPageOf([...rows.map((user) => ({ user })), {}], rosterDriverOf);
    expect(drivers.map(({ externalDriverId }) => externalDriverId)).to.deep.equal(['3']);
    expect(unreadable).to.equal(1);
  });
});
