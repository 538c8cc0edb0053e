import { expect } from 'chai';
import type { FuelStop } from '../../../src/application/fleet-data/brief-fuel.js';
import { BriefRoute } from '../../../src/application/fleet-data/brief-route.js';
import type { RouteBriefing, RouteRequest } from '../../../src/application/fleet-data/brief-route.js';
import type { DriverHoursReading } from '../../../src/application/fleet-data/ports/driver-hours.js';
import type { HoursLeft } from '../../../src/domain/fleet-data/route-feasibility.js';
import type { Waypoint } from '../../../src/domain/fleet-data/route-plan.js';
import { DriverNotFoundError } from '../../../src/domain/shared/driver-not-found-error.js';
import { toDriverId } from '../../../src/domain/shared/identifiers.js';
import { VendorError } from '../../../src/domain/shared/vendor-error.js';
import { ScriptedDriverHours } from '../../support/doubles/fleet-data/scripted-driver-hours.js';
import { away } from '../../support/doubles/fleet-data/scripted-vendors.js';
import { someOffer } from '../../support/doubles/fleet-data/some-offer.js';
import { someWeather } from '../../support/doubles/fleet-data/some-weather.js';
import { Latch } from '../../support/latch.js';
import { rejectionOf } from '../../support/rejection.js';
import { at, FuelAndWeatherScene, MINUTE, TENANT } from './fuel-and-weather-scene.js';

/** A degree of the equator is 69.09 miles: 82.9 by road, an hour and a half at 55 mph. */
const DEGREE_HOURS = (69.0934 * 1.2) / 55;
const stop = (longitude: number, name?: string): Waypoint => ({ place: at(0, longitude), name });
const FRESH: HoursLeft = { driveHours: 11, shiftHours: 14, cycleHours: 70, untilBreakHours: 8 };
const hours = (left: Partial<HoursLeft> = {}): DriverHoursReading<string> => ({ state: 'ok', record: 'the record', left: { ...FRESH, ...left }, reason: undefined });

describe('BriefRoute', () => {
  let scene: FuelAndWeatherScene;
  let drivers: ScriptedDriverHours;
  let use: BriefRoute<string>;

  beforeEach(() => {
    scene = new FuelAndWeatherScene();
    drivers = new ScriptedDriverHours();
    drivers.readings.set('D1', hours());
    use = new BriefRoute(drivers, scene.prices, scene.routeWeather, scene.timer);
    scene.fuelSources.connect('here');
    scene.fuelSources.script('here', ({ near }) => ({ offers: [someOffer(`S${near.longitude}`, { position: near })], unreadable: 0 }));
    scene.weatherSources.connect('open');
    scene.weatherSources.script('open', { answer: someWeather() });
  });

  const brief = (change: Partial<RouteRequest> = {}): Promise<RouteBriefing<string>> =>
    use.execute(TENANT, { driverId: toDriverId('D1'), waypoints: [stop(0), stop(2, 'Quito'), stop(4)], fuelRadiusMiles: 100, averageSpeedMph: 55, ...change });
  const idsOf = ({ stations }: FuelStop): readonly string[] => stations.map(({ offer }) => offer.stationId);
  const kindsOf = ({ warnings }: RouteBriefing<string>): readonly string[] => warnings.map(({ kind }) => kind);
  const textOf = ({ warnings }: RouteBriefing<string>, kind: string): string | undefined => warnings.find((warning) => warning.kind === kind)?.text;

  it('when all is well: the record, the estimate, yes, fuel per leg, weather per waypoint and one assumption', async () => {
    const briefing = await brief();
    expect(briefing).to.deep.include({ driver: 'the record', sources: { hos: 'ok', fuel: 'ok', weather: 'ok' } });
    expect(briefing.plan.driveHours).to.be.closeTo(4 * DEGREE_HOURS, 1e-3);
    expect(briefing.judgement).to.include({ feasible: 'yes', breaks: 0 });
    expect(briefing.fuelStops.map((fuel) => [fuel.leg.number, fuel.near.length, idsOf(fuel), fuel.state])).to.deep.equal([[1, 1, ['S1'], 'ok'], [2, 1, ['S3'], 'ok']]);
    expect(briefing.weather.map(({ kind }) => kind)).to.deep.equal(['report', 'report', 'report']);
    expect(kindsOf(briefing)).to.deep.equal(['assumption']);
    expect(briefing.warnings[0]).to.include({ severity: 'INFO' });
    expect(briefing.warnings[0]?.text).to.match(/^Judged without a 10-hour rest on the way/).and.match(/55 mph/);
  });

  it('an unknown driver is an error, and no vendor is asked', async () => {
    expect(await rejectionOf(brief({ driverId: toDriverId('NOBODY') }))).to.be.instanceOf(DriverNotFoundError);
    expect([scene.fuelSources.requests, scene.weatherSources.requests]).to.deep.equal([[], []]);
  });

  describe('the hours', () => {
    it('a break that falls due is said, with when', async () => {
      drivers.readings.set('D1', hours({ untilBreakHours: 3.25 }));
      const briefing = await brief();
      expect(briefing.judgement).to.include({ feasible: 'yes', breaks: 1, breakNeededAfterHours: 3.25 });
      expect(textOf(briefing, 'break_needed')).to.match(/after 3\.25 hours/).and.match(/395\.3\(a\)\(3\)\(ii\)\)\.$/);
    });

    it('several breaks are counted', async () => {
      drivers.readings.set('D1', hours({ untilBreakHours: 0 }));
      const briefing = await brief({ waypoints: [stop(0), stop(7)] });
      expect(textOf(briefing, 'break_needed')).to.match(/after 0 hours/).and.match(/2 breaks are due on the whole route\.$/);
    });

    const LIMITS = [
      ['driveHours', /10\.55 hours of driving, but 5 hours are left of the shift's driving time/, /395\.3\(a\)\(3\)\(i\)/],
      ['shiftHours', /10\.55 hours of driving and 1 break of 30 minutes, but the 14-hour window ends in 5 hours/, /395\.3\(a\)\(2\)/],
      ['cycleHours', /10\.55 hours of driving, but 5 hours are left of the 60- or 70-hour cycle/, /395\.3\(b\)/],
    ] as const;
    for (const [limit, says, cites] of LIMITS) {
      it(`${limit} exceeded: no, and which`, async () => {
        drivers.readings.set('D1', hours({ [limit]: 5 }));
        const briefing = await brief({ waypoints: [stop(0), stop(7)] });
        expect(briefing.judgement.feasible).to.equal('no');
        expect(kindsOf(briefing)).to.deep.equal(['assumption', 'not_feasible', 'break_needed']);
        expect(textOf(briefing, 'not_feasible')).to.match(says).and.match(cites);
        expect(briefing.warnings[1]).to.include({ severity: 'SEVERE' });
      });
    }

    it('several breaks are counted in the window too, and one hour is one', async () => {
      drivers.readings.set('D1', hours({ untilBreakHours: 1, shiftHours: 1, driveHours: 1 }));
      const { warnings } = await brief({ waypoints: [stop(0), stop(7)] });
      expect(warnings.slice(1).map(({ text }) => text)).to.deep.equal([
        'The route takes 10.55 hours of driving, but 1 hour is left of the shift\'s driving time (49 CFR 395.3(a)(3)(i)).',
        'The route takes 10.55 hours of driving and 2 breaks of 30 minutes, but the 14-hour window ends in 1 hour (49 CFR 395.3(a)(2)).',
        'A break of 30 minutes is due after 1 hour of driving (49 CFR 395.3(a)(3)(ii)). 2 breaks are due on the whole route.',
      ]);
    });

    it('what is not known is named, and feasible is unknown', async () => {
      drivers.readings.set('D1', hours({ cycleHours: undefined, untilBreakHours: undefined }));
      const briefing = await brief();
      expect(briefing.judgement.feasible).to.equal('unknown');
      expect(textOf(briefing, 'hours_unknown')).to.match(/in the cycle, the driving hours until the next break/);
    });

    it('stale hours are judged by what is safely left, and said', async () => {
      drivers.readings.set('D1', { state: 'stale', record: 'old', left: FRESH, reason: 'Samsara is away.' });
      const briefing = await brief();
      expect(briefing.judgement.feasible).to.equal('yes');
      expect(briefing).to.deep.include({ driver: 'old', sources: { hos: 'stale', fuel: 'ok', weather: 'ok' } });
      expect(textOf(briefing, 'hos_stale')).to.match(/Samsara is away/);
    });

    for (const state of ['unavailable', 'not_configured'] as const) {
      it(`${state}: no record, unknown, and said`, async () => {
        drivers.readings.set('D1', { state, reason: 'For a reason.' });
        const briefing = await brief();
        expect(briefing.driver).to.equal(undefined);
        expect(briefing.judgement.feasible).to.equal('unknown');
        expect(briefing.sources.hos).to.equal(state);
        expect(kindsOf(briefing)).to.deep.equal(['assumption', 'hours_unknown', `hos_${state}`]);
        expect(textOf(briefing, `hos_${state}`)).to.match(/For a reason\.$/);
      });
    }
  });

  describe('fuel', () => {
    it('none connected: stops without stations, and said', async () => {
      scene.fuelSources.connect();
      const briefing = await brief();
      expect(briefing.sources).to.deep.equal({ hos: 'ok', fuel: 'not_configured', weather: 'ok' });
      expect(briefing.fuelStops.map((fuel) => [fuel.state, fuel.near.length, idsOf(fuel)])).to.deep.equal([['not_configured', 1, []], ['not_configured', 1, []]]);
      expect(kindsOf(briefing)).to.deep.equal(['assumption', 'fuel_not_configured']);
    });

    it('one leg without an answer makes the source unavailable; the other keeps its stations', async () => {
      scene.fuelSources.script('here', ({ near }) => {
        if (near.longitude === 1) throw new VendorError(away('here'));
        return { offers: [someOffer('S')], unreadable: 0 };
      });
      const briefing = await brief();
      expect(briefing.sources.fuel).to.equal('unavailable');
      expect(briefing.fuelStops.map(({ state }) => state)).to.deep.equal(['unavailable', 'ok']);
      expect(textOf(briefing, 'fuel_unavailable')).to.match(/here could not be reached/);
    });

    it('old prices make it stale', async () => {
      await brief();
      scene.clock.advance(16 * MINUTE);
      scene.fuelSources.script('here', away('here'));
      const briefing = await brief();
      expect(briefing.sources.fuel).to.equal('stale');
      expect(briefing.fuelStops.map(idsOf)).to.deep.equal([['S1'], ['S3']]);
      expect(textOf(briefing, 'fuel_stale')).to.match(/here could not be reached/);
    });

    it('no station on a leg is an answer', async () => {
      scene.fuelSources.has('here');
      expect(await brief()).to.deep.include({ sources: { hos: 'ok', fuel: 'ok', weather: 'ok' } });
    });

    it('legs between the same places are asked about once', async () => {
      await brief({ waypoints: Array.from({ length: 25 }, (_, index) => stop(index % 2)) });
      expect(scene.fuelSources.requests).to.have.length(1);
      expect(scene.weatherSources.requests).to.have.length(2);
    });
  });

  describe('weather', () => {
    it('a hazard is a warning with the waypoint’s number and name', async () => {
      scene.weatherSources.script('open', ({ longitude }) => someWeather(longitude === 0 ? {} : { windSpeedMph: 45, windGustMph: 60 }));
      const briefing = await brief();
      const winds = briefing.warnings.filter(({ kind }) => kind === 'wind');
      expect(winds.map(({ severity, text }) => [severity, text.split(':')[0]])).to.deep.equal([['SEVERE', 'Waypoint 2 (Quito)'], ['SEVERE', 'Waypoint 3']]);
    });

    it('none connected: waypoints without weather, and said', async () => {
      scene.weatherSources.connect();
      const briefing = await brief();
      expect(briefing.sources.weather).to.equal('not_configured');
      expect(briefing.weather.map(({ kind }) => kind)).to.deep.equal(['unavailable', 'unavailable', 'unavailable']);
      expect(textOf(briefing, 'weather_not_configured')).to.match(/^Weather is not connected/);
    });

    for (const [what, missing, kinds] of [['everywhere', [0, 2, 4], ['unavailable', 'unavailable', 'unavailable']], ['in one place', [2], ['report', 'unavailable', 'report']]] as const) {
      it(`unavailable ${what}`, async () => {
        scene.weatherSources.script('open', ({ longitude }) => {
          if (missing.some((place) => place === longitude)) throw new VendorError(away('open'));
          return someWeather();
        });
        const briefing = await brief();
        expect(briefing.sources.weather).to.equal('unavailable');
        expect(briefing.weather.map(({ kind }) => kind)).to.deep.equal(kinds);
        expect(kindsOf(briefing)).to.deep.equal(['assumption', 'weather_unavailable']);
      });
    }

    it('old weather makes it stale', async () => {
      await brief();
      scene.clock.advance(11 * MINUTE);
      scene.weatherSources.script('open', away('open'));
      expect((await brief()).sources.weather).to.equal('stale');
    });
  });

  it('with nothing at all there is still a briefing, and a fault of our own is none', async () => {
    drivers.readings.set('D1', { state: 'unavailable', reason: 'Away.' });
    scene.fuelSources.script('here', away('here'));
    scene.weatherSources.script('open', away('open'));
    const briefing = await brief();
    expect(briefing.sources).to.deep.equal({ hos: 'unavailable', fuel: 'unavailable', weather: 'unavailable' });
    const bug = new TypeError('a bug');
    scene.fuelSources.script('here', () => { throw bug; });
    expect(await rejectionOf(brief())).to.equal(bug);
  });

  describe('vendors that hang', () => {
    const SLOW = / did not answer in .*10 s\b.* It goes on being asked; try again in a moment\.$/;
    const hang = (): void => {
      drivers.hang('D1');
      scene.fuelSources.script('here', () => new Promise(() => undefined));
      scene.weatherSources.script('open', () => new Promise(() => undefined));
    };

    it('after 10 s there is a briefing without them, not before', async () => {
      hang();
      let answered = false;
      const briefing = brief().finally(() => { answered = true; });
      await scene.timer.advance(0);
      await scene.timer.advance(9_999);
      expect(answered).to.equal(false);
      await scene.timer.advance(1);
      const { sources, warnings } = await briefing;
      expect(sources).to.deep.equal({ hos: 'unavailable', fuel: 'unavailable', weather: 'unavailable' });
      expect(warnings.filter(({ text }) => SLOW.test(text)).map(({ kind }) => kind)).to.deep.equal(['hos_unavailable', 'fuel_unavailable', 'weather_unavailable']);
      expect(scene.timer.sleeping).to.equal(0);
    });

    it('what has come by then is in it', async () => {
      hang();
      scene.weatherSources.script('open', ({ longitude }) => (longitude === 2 ? new Promise(() => undefined) : someWeather()));
      const briefing = brief();
      await scene.timer.advance(0);
      await scene.timer.advance(10_000);
      expect((await briefing).weather.map(({ kind }) => kind)).to.deep.equal(['report', 'unavailable', 'report']);
    });

    it('what comes later is there for the next briefing', async () => {
      const gate = new Latch();
      scene.fuelSources.script('here', async ({ near }) => { await gate.opened; return { offers: [someOffer('LATE', { position: near })], unreadable: 0 }; });
      scene.weatherSources.script('open', async () => { await gate.opened; return someWeather(); });
      const first = brief();
      await scene.timer.advance(0);
      await scene.timer.advance(10_000);
      expect((await first).sources).to.deep.equal({ hos: 'ok', fuel: 'unavailable', weather: 'unavailable' });
      gate.open();
      await scene.timer.advance(0);
      const asked = scene.fuelSources.requests.length + scene.weatherSources.requests.length;
      expect((await brief()).sources).to.deep.equal({ hos: 'ok', fuel: 'ok', weather: 'ok' });
      expect(scene.fuelSources.requests.length + scene.weatherSources.requests.length).to.equal(asked);
    });

    it('what fails later harms nobody', async () => {
      const unhandled: unknown[] = [];
      const note = (reason: unknown): void => void unhandled.push(reason);
      process.on('unhandledRejection', note);
      const gate = new Latch();
      const fail = async (): Promise<never> => { await gate.opened; throw new TypeError('a bug'); };
      try {
        drivers.script('D1', fail);
        scene.fuelSources.script('here', fail);
        scene.weatherSources.script('open', fail);
        const briefing = brief();
        await scene.timer.advance(0);
      await scene.timer.advance(10_000);
        await briefing;
        gate.open();
        await scene.timer.advance(0);
        await scene.timer.advance(0);
      } finally {
        process.off('unhandledRejection', note);
      }
      expect(unhandled).to.deep.equal([]);
    });

    it('an unknown driver is an error at once', async () => {
      hang();
      expect(await rejectionOf(brief({ driverId: toDriverId('NOBODY') }))).to.be.instanceOf(DriverNotFoundError);
    });
  });

  it('the three sources are asked at the same time', async () => {
    const gate = new Latch();
    let waiting = 0;
    scene.fuelSources.script('here', async () => { waiting += 1; await gate.opened; return { offers: [], unreadable: 0 }; });
    scene.weatherSources.script('open', async () => { waiting += 1; await gate.opened; return someWeather(); });
    const briefing = brief();
    await scene.timer.advance(0);
    expect(waiting).to.equal(5);
    gate.open();
    expect((await briefing).sources.fuel).to.equal('ok');
  });
});
