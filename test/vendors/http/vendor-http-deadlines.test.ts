import { onRealSockets } from '../../support/real-sockets.js';
import { expect } from 'chai';
import { FaultServer } from '../../support/fault-server.js';
import { faults } from '../../support/faults.js';
import { QUICK, READ, failureOf, noWaiting, vendorClient } from './vendor-client.js';

describe('AxiosVendorHttp deadlines and aborts', () => {
  onRealSockets();

  let server: FaultServer;
  before(async () => (server = await FaultServer.start()));
  after(() => server.stop());
  beforeEach(() => server.reset());

  it('ends a trickling attempt after 400 ms', async () => {
    server.script([faults.trickle(20)]);
    const { error, tookMs } = await failureOf(vendorClient(server.url, { limits: { ...QUICK, maxAttempts: 1 } }), READ);
    expect(error.kind).to.equal('timeout');
    expect(tookMs).to.be.within(390, 1_000);
  });

  it('ends a silent attempt after 150 ms', async () => {
    server.script([faults.stalledBody()]);
    const { error, tookMs } = await failureOf(vendorClient(server.url, { limits: { ...QUICK, maxAttempts: 1 } }), READ);
    expect(error.kind).to.equal('timeout');
    expect(tookMs).to.be.within(140, 390);
  });

  it('cuts the attempt that runs when the operation deadline of 600 ms comes, and says it was slow, not stopped', async () => {
    server.script([faults.trickle(20)]);
    const { error, tookMs } = await failureOf(vendorClient(server.url, { limits: { ...QUICK, operationDeadlineMs: 600 } }), READ);
    expect(error.message).to.equal('Samsara did not answer in time. Try again in a few minutes.');
    expect(tookMs).to.be.within(590, 1_200);
    expect(server.attempts).to.equal(2);
  });

  it('does not start a wait that cannot end before the deadline', async () => {
    server.script([faults.rateLimited('0.8')]);
    const { error, tookMs } = await failureOf(vendorClient(server.url, { limits: { ...QUICK, operationDeadlineMs: 700 } }), READ);
    expect([error.retryAfterMs, server.attempts]).to.deep.equal([800, 1]);
    expect(tookMs).to.be.below(650);
  });

  it('an abort ends the wait for a retry at once, with what the vendor had said', async () => {
    server.script([faults.rateLimited('0.9')]);
    const client = vendorClient(server.url);
    const { error, tookMs } = await failureOf(client, { ...READ, signal: abortedAfter(100) });
    expect([error.kind, error.retryAfterMs, server.attempts]).to.deep.equal(['rate-limited', 900, 1]);
    expect(tookMs).to.be.within(90, 800);
    expect(client.observed.at(-1)).to.equal('retry SAMSARA_ELD abandoned');
  });

  it('an abort ends a running attempt at once and is not retried', async () => {
    server.script([faults.trickle(20)]);
    const { error, tookMs } = await failureOf(vendorClient(server.url), { ...READ, signal: abortedAfter(100) });
    expect(error.message).to.equal('The request to Samsara was stopped before an answer came. Try again in a few minutes.');
    expect(server.attempts).to.equal(1);
    expect(tookMs).to.be.within(90, 800);
  });

  it('a signal that aborted before means 0 requests', async () => {
    const client = vendorClient(server.url);
    const { error } = await failureOf(client, { ...READ, signal: AbortSignal.abort() });
    expect([error.kind, server.attempts, client.observed.length]).to.deep.equal(['timeout', 0, 0]);
  });

  it('leaves no timer behind', async () => {
    server.script([faults.status(503), faults.ok({})]);
    const timers = (): number => process.getActiveResourcesInfo().filter((resource) => resource === 'Timeout').length;
    const { http } = vendorClient(server.url, { timer: noWaiting().timer });
    await http.send(READ);
    const before = timers();
    server.script([faults.status(503), faults.ok({})]);
    await http.send(READ);
    expect(timers()).to.be.at.most(before);
  });

  it('leaves no listener on a signal that serves 20 requests', async () => {
    server.script([faults.ok({})]);
    const { signal } = new AbortController();
    let listeners = 0;
    const add = signal.addEventListener.bind(signal);
    const remove = signal.removeEventListener.bind(signal);
    signal.addEventListener = (...given: Parameters<typeof add>) => ((listeners += 1), add(...given));
    signal.removeEventListener = (...given: Parameters<typeof remove>) => ((listeners -= 1), remove(...given));
    const { http } = vendorClient(server.url);
    for (let request = 0; request < 20; request += 1) await http.send({ ...READ, signal });
    expect(listeners).to.equal(0);
  });
});

function abortedAfter(milliseconds: number): AbortSignal {
  const controller = new AbortController();
  setTimeout(() => controller.abort(), milliseconds);
  return controller.signal;
}
