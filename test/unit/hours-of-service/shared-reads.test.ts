import { expect } from 'chai';
import { SharedReads } from '../../../src/infrastructure/persistence/hours-of-service/shared-reads.js';

interface Statement {
  readonly keys: readonly string[];
  readonly answer: (rows: Readonly<Record<string, number>>) => void;
  readonly fail: (error: Error) => void;
}

/** Statements that wait for the test to answer them. */
function openStatements(): { readonly statements: Statement[]; readonly reads: SharedReads<string, number> } {
  const statements: Statement[] = [];
  const reads = new SharedReads<string, number>((keys) =>
    new Promise((resolve, reject) => statements.push({ keys, answer: (rows) => resolve(new Map(Object.entries(rows))), fail: reject })));
  return { statements, reads };
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const keysOf = (statements: readonly Statement[]): readonly (readonly string[])[] => statements.map(({ keys }) => keys);

describe('reads that share statements', () => {
  it('send one that comes alone at once', async () => {
    const { statements, reads } = openStatements();
    const row = reads.read('a');
    await turn();
    expect(keysOf(statements)).to.deep.equal([['a']]);
    statements[0]?.answer({ a: 1 });
    expect(await row).to.equal(1);
  });

  it('send 200 that come together in 1 statement, each key once', async () => {
    const { statements, reads } = openStatements();
    const rows = Array.from({ length: 200 }, (_, n) => reads.read(`driver-${n % 50}`));
    await turn();
    expect(statements).to.have.length(1);
    expect(statements[0]?.keys).to.have.length(50);
    statements[0]?.answer(Object.fromEntries(Array.from({ length: 50 }, (_, n) => [`driver-${n}`, n])));
    expect(await Promise.all(rows)).to.deep.equal(Array.from({ length: 200 }, (_, n) => n % 50));
  });

  it('never give a row that was read before it was asked for: what comes meanwhile shares the next statement', async () => {
    const { statements, reads } = openStatements();
    const before = reads.read('a');
    await turn();
    const after = [reads.read('a'), reads.read('b')];
    await turn();
    expect(keysOf(statements)).to.deep.equal([['a']]);
    statements[0]?.answer({ a: 1 });
    await turn();
    expect(keysOf(statements)).to.deep.equal([['a'], ['a', 'b']]);
    statements[1]?.answer({ a: 2, b: 3 });
    expect(await before).to.equal(1);
    expect(await Promise.all(after)).to.deep.equal([2, 3]);
  });

  it('give undefined for a key without a row', async () => {
    const { statements, reads } = openStatements();
    const rows = [reads.read('a'), reads.read('nobody')];
    await turn();
    statements[0]?.answer({ a: 1 });
    expect(await Promise.all(rows)).to.deep.equal([1, undefined]);
  });

  it('reject for every caller of a statement that failed, and go on with the next', async () => {
    const { statements, reads } = openStatements();
    const failed = [reads.read('a'), reads.read('b')].map((row) => row.catch((error: unknown) => (error as Error).message));
    await turn();
    const next = reads.read('a');
    statements[0]?.fail(new Error('database away'));
    await turn();
    statements[1]?.answer({ a: 1 });
    expect(await Promise.all(failed)).to.deep.equal(['database away', 'database away']);
    expect(await next).to.equal(1);
  });
});
