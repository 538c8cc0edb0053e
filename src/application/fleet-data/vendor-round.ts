import { VendorError } from '../../domain/shared/vendor-error.js';
import type { CachedValue } from '../shared/read-through-cache.js';
import { PATIENCE_MS } from './patience.js';

/** An account at a vendor, with its name for people. */
export interface AskedAccount {
  readonly displayName: string;
}

/** What a vendor answered and how that came about. */
export interface VendorAnswer<Account, Value> extends CachedValue<Value> {
  readonly account: Account;
}

/** What vendors said when they were asked for the same. */
export interface Round<Account, Value> {
  /** The first fresh answer of use; when there is none, the first stale one of use. */
  readonly answer: VendorAnswer<Account, Value> | undefined;
  /** The first answer that is of no use, fresh before stale: an empty list is an answer too. */
  readonly useless: VendorAnswer<Account, Value> | undefined;
  /** Of those who failed, and of those who were asked and are silent. */
  readonly errors: readonly VendorError[];
}

interface Reader<Account, Value> {
  readonly read: (account: Account) => Promise<CachedValue<Value>>;
  readonly useful: (value: Value) => boolean;
}

/** Vendors that are being asked for the same. Remembers what each has said so far. */
export class VendorRound<Account extends AskedAccount, Value> {
  /** Those asked, in order; undefined as long as one is silent. */
  readonly #said = new Map<Account, VendorAnswer<Account, Value> | VendorError | undefined>();
  readonly #readings: Promise<void>[] = [];
  readonly #fresh = latch();
  readonly #useful = latch();

  constructor(private readonly reader: Reader<Account, Value>) {}

  /** Whether there is an answer of use by now. */
  get standing(): 'fresh' | 'stale' | 'nothing' {
    const { answer } = this.outcome();
    if (answer === undefined) return 'nothing';
    return answer.stale ? 'stale' : 'fresh';
  }

  /** Settles when this vendor has answered, or any of those asked before has a fresh answer of use. Throws no `VendorError`. */
  ask(account: Account): Promise<void> {
    this.#said.set(account, undefined);
    const reading = this.#listen(account);
    this.#readings.push(reading);
    return Promise.race([reading, this.#fresh.opened]);
  }

  /** Settles when there is an answer of use, or all those asked have answered. Throws no `VendorError`. */
  async settled(): Promise<void> {
    await Promise.race([Promise.all(this.#readings), this.#useful.opened]);
  }

  outcome(): Round<Account, Value> {
    const said = [...this.#said].map(([account, what]) => what ?? silent(account));
    const errors = said.flatMap((what) => (what instanceof VendorError ? [what] : []));
    const answers = said.flatMap((what) => (what instanceof VendorError ? [] : [what]));
    const isUseful = ({ value }: VendorAnswer<Account, Value>): boolean => this.reader.useful(value);
    return { answer: freshest(answers.filter(isUseful)), useless: freshest(answers.filter((answer) => !isUseful(answer))), errors };
  }

  async #listen(account: Account): Promise<void> {
    try {
      const answer = { ...(await this.reader.read(account)), account };
      this.#said.set(account, answer);
      if (!this.reader.useful(answer.value)) return;
      this.#useful.open();
      if (!answer.stale) this.#fresh.open();
    } catch (error) {
      if (!(error instanceof VendorError)) throw error;
      this.#said.set(account, error);
    }
  }
}

function silent({ displayName }: AskedAccount): VendorError {
  const detail = `${displayName} did not answer in time (${PATIENCE_MS / 1000} s). It goes on being asked; try again in a moment.`;
  return new VendorError({ kind: 'timeout', vendor: displayName, operation: 'ask-in-order', detail });
}

function freshest<Answer extends CachedValue<unknown>>(answers: readonly Answer[]): Answer | undefined {
  return answers.find(({ stale }) => !stale) ?? answers[0];
}

interface Latch {
  readonly opened: Promise<void>;
  readonly open: () => void;
}

function latch(): Latch {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open: () => open() };
}
