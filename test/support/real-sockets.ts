import nock from 'nock';

/**
 * Takes nock out of Node's http module for the suite it is called in: under nock a stalled or broken body looks different from
 * one on a real socket. Call it first in a `describe`.
 */
export function onRealSockets(): void {
  before(() => { nock.restore(); });
  after(() => { nock.activate(); });
}
