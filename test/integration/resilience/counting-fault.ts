import type { Fault } from '../../support/fault-server.js';

/** Plays a fault after a while, and knows when each request came and how many were under way at once. */
export class CountingFault {
  readonly arrivals: number[] = [];
  underWay = 0;
  most = 0;

  constructor(
    private readonly fault: Fault,
    private readonly afterMs: number,
  ) {}

  readonly play: Fault = (response, seen) => {
    this.arrivals.push(Date.now());
    this.underWay += 1;
    this.most = Math.max(this.most, this.underWay);
    setTimeout(() => {
      this.underWay -= 1;
      this.fault(response, seen);
    }, this.afterMs);
  };

  /** How many came after a moment, in milliseconds since 1970. */
  since(moment: number): number {
    return this.arrivals.filter((at) => at > moment).length;
  }

  forget(): void {
    this.arrivals.length = 0;
    this.most = this.underWay;
  }
}
