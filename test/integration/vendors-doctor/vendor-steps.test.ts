import { expect } from 'chai';
import { startSamsaraSimulator } from '../../../src/infrastructure/simulators/samsara/samsara-simulator.js';
import type { SamsaraSimulator } from '../../../src/infrastructure/simulators/samsara/samsara-simulator.js';
import { faults } from '../../support/faults.js';
import { FaultServer } from '../../support/fault-server.js';
import { onRealSockets } from '../../support/real-sockets.js';
import { detailOf, examine, outlineOf } from './examine.js';

const GENERAL = ['dns', 'tls', 'reach'];
const ALL = [...GENERAL, 'authentication', 'drivers', 'hours of service', 'clock'];
const MINUTE_MS = 60_000;

describe('A connection test that gets through', () => {
  onRealSockets();
  let simulator: SamsaraSimulator;

  before(async () => {
    simulator = await startSamsaraSimulator({ drivers: 3 });
  });
  after(() => simulator.stop());

  it('passes all 7 steps of a good connection, each with a sentence', async () => {
    const result = await examine({ baseUrl: simulator.url });
    expect(outlineOf(result)).to.deep.equal(ALL);
    expect(result).to.include({ success: true, code: 'ok', message: 'Samsara answers and the credentials work.' });
    expect(result.steps.every(({ detail }) => /^[A-Z].*\.$/.test(detail))).to.equal(true);
    expect(detailOf(result, 'clock')).to.contain('agree');
  });

  const refusals: readonly (readonly [string, readonly string[], RegExp])[] = [
    ['revoked-token', [...GENERAL, 'authentication!'], /create a token/],
    ['no-drivers', [...GENERAL, 'authentication', 'drivers!'], /scope "Read Drivers"/],
    ['no-hos', [...GENERAL, 'authentication', 'drivers', 'hours of service!'], /scope "Read ELD Compliance/],
  ];
  for (const [apiKey, outline, words] of refusals) {
    it(`${apiKey} fails as credentials where it is refused, and says what to do`, async () => {
      const result = await examine({ baseUrl: simulator.url, apiKey });
      expect(outlineOf(result)).to.deep.equal(outline);
      expect(result).to.include({ success: false, code: 'credentials' });
      expect(result.message).to.match(words);
      expect(JSON.stringify(result)).to.not.contain(apiKey);
    });
  }

  it('sends exactly 1 request for each step', async () => {
    const before = simulator.stats();
    await examine({ baseUrl: simulator.url });
    const after = simulator.stats();
    for (const route of ['/me', '/fleet/drivers', '/fleet/hos/clocks']) expect((after[route] ?? 0) - (before[route] ?? 0)).to.equal(1);
  });

  for (const [minutes, words] of [[-10, '10 minutes ahead'], [10, '10 minutes behind']] as const) {
    it(`a clock of ours that is ${minutes} minutes off fails at the last step: the vendor's is ${words}`, async () => {
      const result = await examine({ baseUrl: simulator.url, now: () => new Date(Date.now() + minutes * MINUTE_MS) });
      expect(outlineOf(result)).to.deep.equal([...ALL.slice(0, -1), 'clock!']);
      expect(result).to.include({ success: false, code: 'clock-skew', message: detailOf(result, 'clock') });
      expect(result.message).to.contain(words).and.to.contain('NTP');
    });
  }

  describe('of a vendor whose clock', () => {
    let server: FaultServer;

    before(async () => {
      server = await FaultServer.start();
    });
    after(() => server.stop());

    function vendorSays(headers: Record<string, string>): void {
      server.script([faults.status(404, '{}', headers)], '/');
      server.script([faults.ok({ data: { name: 'Fleet' } }, headers)], '/me');
      const rows = { data: [], pagination: { endCursor: '', hasNextPage: false } };
      for (const path of ['/fleet/drivers', '/fleet/hos/clocks']) server.script([faults.ok(rows, headers)], path);
    }

    it('is 10 minutes off fails', async () => {
      vendorSays({ date: new Date(Date.now() + 10 * MINUTE_MS).toUTCString() });
      const result = await examine({ baseUrl: server.url });
      expect(outlineOf(result).at(-1)).to.equal('clock!');
      expect(result).to.include({ success: false, code: 'clock-skew' });
    });

    it('is 100 s off passes and says so', async () => {
      vendorSays({ date: new Date(Date.now() + 100_000).toUTCString() });
      const result = await examine({ baseUrl: server.url });
      expect(result).to.include({ success: true, code: 'ok' });
      expect(detailOf(result, 'clock')).to.match(/differ by \d+ seconds/);
    });

    it('is not shown passes, as not judged', async () => {
      vendorSays({ date: '' });
      const result = await examine({ baseUrl: server.url });
      expect(result).to.include({ success: true, code: 'ok' });
      expect(detailOf(result, 'clock')).to.contain('Could not be judged');
    });
  });
});
