import nock from 'nock';
import type { Context, Hook, RootHookObject } from 'mocha';

const THIS_MACHINE = /^(127\.0\.0\.1|localhost|\[?::1\]?)(:\d+)?$/;

function refuseTheInternet(): void {
  nock.disableNetConnect();
  nock.enableNetConnect(THIS_MACHINE);
}

/**
 * Root hooks of every suite: no test reaches the internet, and a test that leaves a nock interceptor unused fails,
 * because what it set out to show did not happen. Real sockets on this machine work.
 *
 * `nock.restore()` is never called: it would switch interception off for later files of the same worker.
 */
export const mochaHooks: RootHookObject = {
  beforeAll(): void {
    refuseTheInternet();
  },

  afterEach(this: Context): void {
    const pending = nock.pendingMocks();
    nock.cleanAll();
    nock.abortPendingRequests();
    refuseTheInternet();
    if (pending.length === 0 || this.currentTest?.state === 'failed') return;
    // error() fails the test that just ran; throwing from a root hook would end the whole run. Mocha types `test` too widely.
    const hook = this.test as Hook;
    hook.error(new Error(`The test left nock interceptors unused: ${pending.join(', ')}`));
  },
};
