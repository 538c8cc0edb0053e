/** One line of the table: what was measured against what, and how the ratio compares with its target. */
export interface Measurement {
  readonly path: string;
  readonly measured: string;
  readonly yardstick: string;
  readonly ratio: number | undefined;
  readonly target: { readonly atLeast: number } | { readonly atMost: number };
  /** What is compared with the target; the ratio unless said otherwise. */
  readonly value?: number;
  readonly note?: string;
}

/** Rounds alternate between product and yardstick, so that a noisy moment hits both. */
export async function alternate<First, Second>(
  rounds: number,
  first: () => Promise<First>,
  second: () => Promise<Second>,
): Promise<{ readonly first: readonly First[]; readonly second: readonly Second[] }> {
  const results: { first: First[]; second: Second[] } = { first: [], second: [] };
  for (let round = 0; round < rounds; round += 1) {
    results.first.push(await first());
    results.second.push(await second());
  }
  return results;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}

export function reached({ ratio, target, value = ratio ?? Number.NaN }: Measurement): boolean {
  return 'atLeast' in target ? value >= target.atLeast : value <= target.atMost;
}

export function printTable(measurements: readonly Measurement[]): void {
  const rows = measurements.map((measurement) => [
    measurement.path,
    measurement.measured,
    measurement.yardstick,
    measurement.ratio?.toFixed(2) ?? '',
    'atLeast' in measurement.target ? `≥ ${measurement.target.atLeast}` : `≤ ${measurement.target.atMost}`,
    reached(measurement) ? 'yes' : 'NO',
    measurement.note ?? '',
  ]);
  const all = [['path', 'measured', 'yardstick', 'ratio', 'target', 'reached', 'note'], ...rows];
  const widths = (all[0] ?? []).map((_, column) => Math.max(...all.map((row) => (row[column] ?? '').length)));
  for (const row of all) console.log(row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ').trimEnd());
}
