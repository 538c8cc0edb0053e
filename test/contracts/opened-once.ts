/** Opens before the tests of a suite and closes after them. Opening may take a database. */
export function openedOnce<Opened extends { close(): Promise<void> }>(open: () => Promise<Opened>): () => Opened {
  let opened: Opened | undefined;

  before(async function (this: Mocha.Context) {
    this.timeout(60_000);
    opened = await open();
  });

  after(async () => opened?.close());

  return () => {
    if (opened === undefined) throw new Error('Not opened yet.');
    return opened;
  };
}
