import { VendorError } from '../../domain/shared/vendor-error.js';
import type { CachedValue } from '../shared/read-through-cache.js';
import type { Timer } from '../shared/timer.js';
import { withinBudget } from '../shared/within-budget.js';

/** Longest wait for the next vendor while the stale answer of another is at hand. */
const BUDGET_MS = 2_000;

/** What a vendor answered and how that came about. */
export interface VendorAnswer<Account, Value> extends CachedValue<Value> {
  readonly account: Account;
}

export interface Round<Account, Value> {
  /** The first fresh answer of use; when there is none, the first stale one of use. */
  readonly answer: VendorAnswer<Account, Value> | undefined;
  /** The first answer that is of no use, fresh before stale: an empty list is an answer too. */
  readonly useless: VendorAnswer<Account, Value> | undefined;
  readonly errors: readonly VendorError[];
}

export interface Question<Account, Value> {
  /** In the order they are to be asked. */
  readonly accounts: readonly Account[];
  /** Throws `VendorError` when the vendor cannot answer. */
  readonly read: (account: Account) => Promise<CachedValue<Value>>;
  readonly useful: (value: Value) => boolean;
}

/** Asks one vendor after another until one gives a fresh answer of use. One that fails is no reason to stop. */
export async function askInOrder<Account, Value>(question: Question<Account, Value>, timer: Timer): Promise<Round<Account, Value>> {
  let fallback: VendorAnswer<Account, Value> | undefined;
  let useless: VendorAnswer<Account, Value> | undefined;
  const errors: VendorError[] = [];
  for (const account of question.accounts) {
    const reading = attempt(question.read(account));
    const read = fallback === undefined ? await reading : await withinBudget(timer, BUDGET_MS, reading);
    if (read === 'slow') continue;
    if (read instanceof VendorError) {
      errors.push(read);
      continue;
    }
    const answer = { ...read, account };
    if (!question.useful(read.value)) useless = better(useless, answer);
    else if (!read.stale) return { answer, useless, errors };
    else fallback ??= answer;
  }
  return { answer: fallback, useless, errors };
}

function better<Answer extends CachedValue<unknown>>(one: Answer | undefined, other: Answer): Answer {
  return one === undefined || (one.stale && !other.stale) ? other : one;
}

async function attempt<Value>(reading: Promise<Value>): Promise<Value | VendorError> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof VendorError) return error;
    throw error;
  }
}
