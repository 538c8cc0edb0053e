import type { Timer } from './timer.js';

/** What the work comes to, or `slow` when that takes longer than the budget. The work goes on. Rejects as the work does. */
export async function withinBudget<Outcome>(timer: Timer, budgetMs: number, work: Promise<Outcome>): Promise<Outcome | 'slow'> {
  const ended = new AbortController();
  const budget = timer.sleep(budgetMs, ended.signal).then(() => 'slow' as const);
  try {
    return await Promise.race([work, budget]);
  } finally {
    ended.abort();
  }
}
