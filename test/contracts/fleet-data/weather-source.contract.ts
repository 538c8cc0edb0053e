import { expect } from 'chai';
import type { VendorErrorKind } from '../../../src/domain/shared/vendor-error.js';
import { examined } from '../../conformance/examined.js';
import { onRealSockets } from '../../support/real-sockets.js';
import type { OpenWeatherSource, WeatherSourceHarness } from './weather-source-harness.js';
import { describeMapping } from './weather-source-mapping.contract.js';
import { describeOddPayloads } from './weather-source-odd-payloads.contract.js';
import { expectVendorError } from '../vendor-error.js';
import { fairWeather, PLACE } from './weather-source-scenarios.js';

/** What every `WeatherSource` promises, whatever the vendor. QA writes a scenario here once; each harness runs it. */
export function describeWeatherSource(name: string, harness: WeatherSourceHarness): void {
  describe(`WeatherSource: ${name}`, () => {
    let vendor: OpenWeatherSource;

    if (harness.overRealSockets) onRealSockets();

    beforeEach(async () => {
      const opened = await harness.open();
      const [source, withoutAlerts] = [examined('WeatherSource', opened.source), examined('WeatherSource', opened.withoutAlerts)];
      vendor = { ...opened, source, withoutAlerts };
    });

    afterEach(async () => {
      await vendor.close();
    });

    describe('paging', () => describePaging(() => vendor));
    describe('limits', () => describeLimits(() => vendor));
    describe('error taxonomy', () => describeErrors(() => vendor));
    describe('mapping', () => describeMapping(() => vendor));
    describe('odd payloads', () => describeOddPayloads(() => vendor));
  });
}

/** The weather at a place has no pages. */
function describePaging(vendor: () => OpenWeatherSource): void {
  it('reads a place with one request, whatever there is to say', async () => {
    await vendor().given({ weather: fairWeather({ conditions: [{ code: 601, text: 'snow' }, { code: 701, text: 'mist' }, { code: 741, text: 'fog' }] }) });
    await vendor().withoutAlerts.current(PLACE);
    expect(vendor().requests()).to.deep.equal({ weather: 1, alerts: 0 });
  });

  it('reads alerts with one more', async () => {
    await vendor().given({ weather: fairWeather() });
    await vendor().source.current(PLACE);
    expect(vendor().requests()).to.deep.equal({ weather: 1, alerts: 1 });
  });

  it('keeps nothing between reads: a second read is a second request', async () => {
    await vendor().given({ weather: fairWeather() });
    await vendor().withoutAlerts.current(PLACE);
    await vendor().withoutAlerts.current({ latitude: 0, longitude: 0 });
    expect(vendor().requests().weather).to.equal(2);
  });
}

function describeLimits(vendor: () => OpenWeatherSource): void {
  for (const [sent, waitMs] of [['0.40235', 403], ['7', 7000], ['soon', undefined], [undefined, undefined]] as const) {
    it(`takes ${sent === undefined ? 'a 429 without Retry-After' : `"Retry-After: ${sent}"`} for ${waitMs === undefined ? 'no wait at all' : `a wait of ${waitMs} ms`}`, async () => {
      await vendor().given({ weather: fairWeather(), failure: { kind: 'rate-limited', ...(sent !== undefined && { retryAfter: sent }) } });
      const error = await expectVendorError('rate-limited', () => vendor().source.current(PLACE));
      expect(error.retryAfterMs).to.equal(waitMs);
    });
  }

  it('gives up in time on a vendor that hangs', async () => {
    await vendor().given({ weather: fairWeather(), failure: { kind: 'timeout' } });
    const started = performance.now();
    await expectVendorError('timeout', () => vendor().source.current(PLACE));
    expect(performance.now() - started).to.be.below(3000);
  });

  it('stops at once when the caller does', async () => {
    await vendor().given({ weather: fairWeather(), failure: { kind: 'timeout' } });
    const caller = new AbortController();
    const started = performance.now();
    const reading = vendor().source.current(PLACE, caller.signal);
    caller.abort();
    await expectVendorError('timeout', () => reading);
    expect(performance.now() - started).to.be.below(300);
  });
}

const FAILURES: readonly VendorErrorKind[] = ['credentials', 'rate-limited', 'unavailable', 'timeout', 'rejected', 'malformed'];

function describeErrors(vendor: () => OpenWeatherSource): void {
  for (const kind of FAILURES) {
    it(`throws VendorError ${kind}, with alerts and without`, async () => {
      await vendor().given({ weather: fairWeather(), failure: { kind } });
      for (const source of [vendor().source, vendor().withoutAlerts]) {
        const error = await expectVendorError(kind, () => source.current(PLACE));
        expect(error.operation).to.equal('weather.current');
        expect(error.vendor).not.to.equal('');
      }
    });
  }

  it('fails no weather for want of alerts', async () => {
    await vendor().given({ weather: fairWeather(), alertsFail: true });
    const { alerts, temperatureF } = await vendor().source.current(PLACE);
    expect([alerts, temperatureF]).to.deep.equal(['unavailable', 61.5]);
  });

  it('reads again once the vendor is well', async () => {
    await vendor().given({ weather: fairWeather(), failure: { kind: 'unavailable' } });
    await expectVendorError('unavailable', () => vendor().source.current(PLACE));
    await vendor().given({ weather: fairWeather() });
    expect((await vendor().source.current(PLACE)).temperatureF).to.equal(61.5);
  });
}
