/** Something to wait for that a test opens. */
export class Latch {
  #open: () => void = () => undefined;
  readonly opened = new Promise<void>((resolve) => { this.#open = resolve; });

  open(): void {
    this.#open();
  }
}
