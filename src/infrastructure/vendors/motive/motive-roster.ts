import type { RosterDriver } from '../../../application/hours-of-service/ports/hos-source.js';
import type { RulesetCode, VendorRuleset } from '../../../domain/hours-of-service/ruleset.js';
import type { InactiveDriver } from '../reading/hos-pages.js';
import { cleanText, isFields, isPresent, partOf, type Fields } from '../reading/wire-values.js';
import { driverIdOf } from './motive-driver-id.js';

const NAME_LENGTH = 200;

const CODE_BY_CYCLE: ReadonlyMap<unknown, RulesetCode> = new Map<unknown, RulesetCode>([
  ['70_8', 'US_PROPERTY_70_8'],
  ['60_7', 'US_PROPERTY_60_7'],
]);

/**
 * The strict reading of a driver's rules: the cycle is `70_8` or `60_7`, there is no second ruleset (`cycle2`) and no
 * exception is active. Only a driver without any word about rules is `not-sent`; all else is `other`.
 */
export function rulesetOf(user: Fields): VendorRuleset {
  if (isPresent(user['cycle2']) || hasException(user)) return 'other';
  const cycle = user['cycle'];
  if (!isPresent(cycle) || cycle === '') return 'not-sent';
  return CODE_BY_CYCLE.get(cycle) ?? 'other';
}

/** Short haul, adverse driving, …: Motive adds flags over time, so every one counts, and so does any value but a plain no. */
function hasException(user: Fields): boolean {
  return Object.entries(user).some(([name, value]) => name.startsWith('exception_') && isPresent(value) && value !== false);
}

/** One row of `GET /v1/users`; undefined when it has no usable id. */
export function rosterDriverOf(row: unknown): RosterDriver | InactiveDriver | undefined {
  if (!isFields(row)) return undefined;
  const user = partOf(row, 'user');
  const externalDriverId = driverIdOf(user['id']);
  if (externalDriverId === undefined) return undefined;
  if (user['status'] === 'deactivated') return { externalDriverId, isInactive: true };
  return { externalDriverId, name: nameOf(user) ?? externalDriverId, ruleset: rulesetOf(user) };
}

/** First and last name; the login where there is neither. */
function nameOf(user: Fields): string | undefined {
  const parts = [user['first_name'], user['last_name']].map(textOf).filter((part) => part !== '');
  const name = parts.length > 0 ? parts.join(' ') : textOf(user['username']);
  return name === '' ? undefined : cleanText(name, NAME_LENGTH).trim();
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}
