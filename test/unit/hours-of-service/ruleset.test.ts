import { expect } from 'chai';
import { resolveRuleset } from '../../../src/domain/hours-of-service/ruleset.js';

const UNKNOWN = { code: undefined, source: 'unknown' } as const;

describe('The ruleset of a driver', () => {
  for (const [vendor, fallback, expected] of [
    ['US_PROPERTY_70_8', undefined, { code: 'US_PROPERTY_70_8', source: 'vendor' }],
    ['US_PROPERTY_60_7', 'US_PROPERTY_70_8', { code: 'US_PROPERTY_60_7', source: 'vendor' }],
    ['not-sent', 'US_PROPERTY_70_8', { code: 'US_PROPERTY_70_8', source: 'integration_default' }],
    ['not-sent', undefined, UNKNOWN],
    ['other', undefined, UNKNOWN],
    ['other', 'US_PROPERTY_70_8', UNKNOWN],
  ] as const) {
    it(`vendor says ${vendor}, default ${fallback ?? 'none'} → ${expected.code ?? 'none'} (${expected.source})`, () => {
      expect(resolveRuleset(vendor, fallback)).to.deep.equal(expected);
    });
  }
});
