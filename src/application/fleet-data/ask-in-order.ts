import type { CachedValue } from '../shared/read-through-cache.js';
import type { Timer } from '../shared/timer.js';
import { withinBudget } from '../shared/within-budget.js';
import { VendorRound } from './vendor-round.js';
import type { AskedAccount, Round } from './vendor-round.js';

/** Longest wait for the next vendor while the stale answer of another is at hand. */
const BUDGET_MS = 2_000;

export interface Question<Account extends AskedAccount, Value> {
  /** In the order they are to be asked. */
  readonly accounts: readonly Account[];
  /** Throws `VendorError` when the vendor cannot answer. */
  readonly read: (account: Account) => Promise<CachedValue<Value>>;
  readonly useful: (value: Value) => boolean;
  /** Longest wait for each vendor before the next is asked as well. All of them together take at most the sum of these. */
  readonly shareMs: number;
}

/**
 * Asks one vendor after another until one gives a fresh answer of use. One that fails is no reason to stop, nor is one
 * that takes longer than its share of the time: the next is asked as well, and whoever answers first is taken. While a
 * stale answer is at hand, each further vendor gets at most 2 s. When the time of all is over, what is there counts, and
 * a vendor that is still silent has failed. Its fetch goes on for those who ask later.
 */
export async function askInOrder<Account extends AskedAccount, Value>(question: Question<Account, Value>, timer: Timer): Promise<Round<Account, Value>> {
  const { accounts, shareMs } = question;
  const round = new VendorRound<Account, Value>(question);
  await withinBudget(timer, shareMs * accounts.length, askAll(round, question, timer));
  return round.outcome();
}

async function askAll<Account extends AskedAccount, Value>(
  round: VendorRound<Account, Value>,
  { accounts, shareMs }: Question<Account, Value>,
  timer: Timer,
): Promise<void> {
  for (const account of accounts) {
    const waitMs = round.standing === 'stale' ? Math.min(BUDGET_MS, shareMs) : shareMs;
    await withinBudget(timer, waitMs, round.ask(account));
    if (round.standing === 'fresh') return;
  }
  if (round.standing === 'nothing') await round.settled();
}
