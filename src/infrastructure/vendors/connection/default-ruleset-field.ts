import { RULESET_CODES } from '../../../domain/hours-of-service/ruleset.js';
import type { VendorField } from '../../../domain/integrations/vendor-description.js';

/** Which rules stand in for drivers of whom an ELD sends none. `words` are the vendor's own, as in "no cycle" and "a cycle or exception". */
export function defaultRulesetField(vendor: string, words: { readonly missing: string; readonly sent: string }): VendorField {
  return {
    name: 'default_ruleset',
    label: 'Ruleset for drivers without one',
    type: 'text',
    required: false,
    helpText:
      `Hours used are worked out only under a known ruleset. This one stands in for drivers ${vendor} sends ${words.missing} for; `
      + `"none" leaves their used hours empty. ${words.sent} ${vendor} sends always comes first.`,
    placeholder: 'none',
    options: ['none', ...RULESET_CODES],
  };
}
