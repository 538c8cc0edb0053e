/** A JSON object as a vendor sends it. */
export type WireRow = Readonly<Record<string, unknown>>;

/** Exactly what a simulator says in place of its market. */
export interface RowScript {
  /** Not only objects: a test may want to send nonsense. */
  readonly rows: readonly unknown[];
  /** Rows per page, for vendors with pages. */
  readonly pageSize?: number;
  /** Sends the first page again and again, and always announces another one. */
  readonly circles?: boolean;
}

/** Which rows a simulator sends: those of the living market, or of a script. */
export class RowControl {
  #script: RowScript | undefined;

  get scripted(): RowScript | undefined {
    return this.#script;
  }

  /** From now on the simulator sends these rows, whatever place is asked about. */
  script(rows: readonly unknown[], options: Omit<RowScript, 'rows'> = {}): void {
    this.#script = { rows, ...options };
  }

  /** Back to the market that lives. */
  restore(): void {
    this.#script = undefined;
  }
}

/** What every simulator of fuel prices has besides its address. */
export interface FuelSimulatorControl {
  readonly control: RowControl;
}
