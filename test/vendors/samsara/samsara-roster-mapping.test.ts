import { expect } from 'chai';
import { rosterPageOf } from '../../../src/infrastructure/vendors/reading/hos-pages.js';
import { rosterDriverOf, rulesetOf } from '../../../src/infrastructure/vendors/samsara/samsara-mapping.js';

describe('Samsara driver row', () => {
  const property = { shift: 'US Interstate Property', cycle: 'USA 70 hour / 8 day' };
  const withRulesets = (...rulesets: unknown[]): Record<string, unknown> => ({ eldSettings: { rulesets } });

  const table: readonly (readonly [string, Record<string, unknown>, string])[] = [
    ['70 hours in 8 days', withRulesets(property), 'US_PROPERTY_70_8'],
    ['60 hours in 7 days', withRulesets({ ...property, cycle: 'USA 60 hour / 7 day' }), 'US_PROPERTY_60_7'],
    ['an override of null', { ...withRulesets(property), usDriverRulesetOverride: null }, 'US_PROPERTY_70_8'],
    ['an override', { ...withRulesets(property), usDriverRulesetOverride: { cycle: 'USA Property (8/70)' } }, 'other'],
    ['an override without rulesets', { usDriverRulesetOverride: { cycle: 'USA Property (8/70)' } }, 'other'],
    ['an exemption', { ...withRulesets(property), eldExempt: true }, 'other'],
    ['no exemption', { ...withRulesets(property), eldExempt: false }, 'US_PROPERTY_70_8'],
    ['an exemption without rulesets', { eldExempt: true }, 'other'],
    ['an exemption of unclear type', { ...withRulesets(property), eldExempt: 'true' }, 'other'],
    ['two rulesets', withRulesets(property, property), 'other'],
    ['passengers', withRulesets({ ...property, shift: 'US Interstate Passenger' }), 'other'],
    ['Texas', withRulesets({ ...property, shift: 'Texas Intrastate' }), 'other'],
    ['a state cycle', withRulesets({ ...property, cycle: 'California 80 hour / 8 day' }), 'other'],
    ['a cycle in another spelling', withRulesets({ ...property, cycle: 'usa 70 hour / 8 day' }), 'other'],
    ['a ruleset without content', withRulesets({}), 'other'],
    ['a ruleset of null', withRulesets(null), 'other'],
    ['rulesets that are no list', { eldSettings: { rulesets: property } }, 'other'],
    ['no rulesets', withRulesets(), 'not-sent'],
    ['rulesets of null', { eldSettings: { rulesets: null } }, 'not-sent'],
    ['empty settings', { eldSettings: {} }, 'not-sent'],
    ['no settings', {}, 'not-sent'],
  ];
  for (const [what, row, expected] of table) {
    it(`reads ${what} as ${expected}`, () => expect(rulesetOf(row)).to.equal(expected));
  }

  it('takes the login when there is no name, and the id when there is neither', () => {
    expect(rosterDriverOf({ id: '1', name: '  ', username: 'sbob' })).to.include({ name: 'sbob' });
    expect(rosterDriverOf({ id: '1', name: 5 })).to.include({ name: '1' });
    expect(rosterDriverOf({ id: '1', name: ' Zoë\u0000 ' })).to.include({ name: 'Zoë\uFFFD' });
  });

  it('leaves out deactivated drivers without calling them unreadable', () => {
    const rows = [{ id: '1' }, { id: '2', isDeactivated: true }, { id: '3', driverActivationStatus: 'deactivated' }, { id: '1', isDeactivated: true }];
    expect(rosterPageOf(rows, rosterDriverOf)).to.deep.equal({ drivers: [], unreadable: 0 });
  });
});
