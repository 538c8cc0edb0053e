import type { IdGenerator } from '../../../src/application/shared/id-generator.js';

/** Valid UUIDs (version 4) that count up: the same in every run. `series` keeps two generators apart. */
export class CountingIds implements IdGenerator {
  #last = 0;

  constructor(private readonly series = 0) {}

  next(): string {
    this.#last += 1;
    const head = this.series.toString(16).padStart(8, '0');
    return `${head}-0000-4000-8000-${this.#last.toString(16).padStart(12, '0')}`;
  }
}
