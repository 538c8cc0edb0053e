import type { PointResult, VendorUnderExamination } from './examination.js';
import { POINTS } from './examined.js';

export interface ReportCard {
  readonly text: string;
  readonly passed: boolean;
}

/** What the examination of a vendor's adapters came to, for people. Passed: every port it serves, every point, every check. */
export function reportCard({ definition, folder, ports }: VendorUnderExamination, results: readonly PointResult[]): ReportCard {
  const { id, displayName, contract } = definition.description;
  const head = `${displayName} (${id}), contract ${contract}, serves ${ports.length === 0 ? 'no port that has a suite' : ports.join(', ')}`;
  const sections = ports.map((port) => section(port, results.filter((result) => result.port === port), folder));
  const problems = sections.flatMap(({ problems: found }) => found);
  const passed = ports.length > 0 && problems.length === 0;
  const checks = results.reduce((sum, result) => sum + result.passed + result.failed.length, 0);
  const verdict = passed ? `Conforms: all ${checks} checks passed.` : `Does not conform:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`;
  return { text: [head, ...sections.map(({ text }) => text), ports.length === 0 ? 'Nothing to examine.' : verdict].join('\n\n'), passed };
}

interface Section {
  readonly text: string;
  readonly problems: readonly string[];
}

function section(port: string, results: readonly PointResult[], folder: string): Section {
  const harnesses = [...new Set(results.map(({ harness }) => harness))];
  if (harnesses.length === 0) {
    const problem = `${port}: no suite runs. Write test/vendors/${folder}/${folder}-under-nock.test.ts and -on-simulator.test.ts.`;
    return { text: `${port}: not examined`, problems: [problem] };
  }
  const missing = ['under nock', 'on its simulator'].filter((kind) => !harnesses.some((harness) => harness.endsWith(kind)));
  const rows = harnesses.flatMap((harness) => POINTS.map((point) => row(port, harness, point, results)));
  const width = Math.max(...rows.map(({ label }) => label.length));
  const lines = rows.map(({ label, score, mark }) => `  ${label.padEnd(width)}  ${score.padStart(8)}  ${mark}`);
  return { text: [`${port}:`, ...lines].join('\n'), problems: [...missing.map((kind) => `${port}: no suite runs ${kind}.`), ...rows.flatMap(({ problems }) => problems)] };
}

interface Row {
  readonly label: string;
  readonly score: string;
  readonly mark: string;
  readonly problems: readonly string[];
}

function row(port: string, harness: string, point: string, results: readonly PointResult[]): Row {
  const found = results.find((result) => result.harness === harness && result.point === point);
  const label = `${harness}: ${point}`;
  if (found === undefined) return { label, score: '0 of 0', mark: 'MISSING', problems: [`${port}, ${label}: no check ran`] };
  const { passed, failed } = found;
  const problems = failed.map(({ title, reason }) => `${port}, ${label}: ${title} (${reason})`);
  return { label, score: `${passed} of ${passed + failed.length}`, mark: failed.length === 0 ? 'ok' : 'FAILED', problems };
}
