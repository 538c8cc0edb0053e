import { expect } from 'chai';
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
import { rejectionOf } from '../../support/rejection.js';
import { at, ConditionsScene, MINUTE, TENANT } from './conditions-scene.js';

/** A degree of the equator is 69.09 miles: 82.9 by road, an hour and a half at 55 mph. */
const DEGREE_HOURS = (69.0934 * 1.2) / 55;
const stop = (longitude: number, name?: string): Waypoint => ({ place: at(0, longitude), name });
const FRESH: HoursLeft = { driveHours: 11, shiftHours: 14, cycleHours: 70, untilBreakHours: 8 };
const hours = (left: Partial<HoursLeft> = {}): DriverHoursReading<string> => ({ state: 'ok', record: 'the record', left: { ...FRESH, ...left }, reason: undefined });

describe('BriefRoute', () => {
  let scene: ConditionsScene;
  let drivers: ScriptedDriverHours;
  let use: BriefRoute<string>;

  beforeEach(() => {
    scene = new ConditionsScene();
    drivers = new ScriptedDriverHours();
    drivers.readings.set('D1', hours());
    use = new BriefRoute(drivers, scene.prices, scene.routeWeather);
    scene.fuelSources.connect('here');
    scene.fuelSources.script('here', ({ near }) => ({ offers: [someOffer(`S${near.longitude}`, { position: near })], unreadable: 0 }));
    scene.weatherSources.connect('open');
    scene.weatherSources.script('open', { answer: someWeather() });
  });

  const brief = (change: Partial<RouteRequest> = {}): Promise<RouteBriefing<string>> =>
    use.execute(TENANT, { driverId: toDriverId('D1'), waypoints: [stop(0), stop(2, 'Quito'), stop(4)], fuelRadiusMiles: 25, averageSpeedMph: 55, ...change });
  const kindsOf = ({ warnings }: RouteBriefing<string>): readonly string[] => warnings.map(({ kind }) => kind);
  const textOf = ({ warnings }: RouteBriefing<string>, kind: string): string | undefined => warnings.find((warning) => warning.kind === kind)?.text;

  it('when all is well: the record, the estimate, yes, fuel per leg, weather per waypoint and one assumption', async () => {
    const briefing = await brief();
    expect(briefing).to.deep.include({ driver: 'the record', sources: { hos: 'ok', fuel: 'ok', weather: 'ok' } });
    expect(briefing.plan.driveHours).to.be.closeTo(4 * DEGREE_HOURS, 1e-3);
    expect(briefing.judgement).to.include({ feasible: 'yes', breaks: 0 });
    expect(briefing.fuelStops.map(({ leg, found, state }) => [leg.number, found?.offers.map(({ stationId }) => stationId), state])).to.deep.equal([[1, ['S1'], 'ok'], [2, ['S3'], 'ok']]);
    expect(briefing.weather.map(({ kind }) => kind)).to.deep.equal(['report', 'report', 'report']);
    expect(kindsOf(briefing)).to.deep.equal(['assumption']);
    expect(briefing.warnings[0]).to.include({ severity: 'INFO' });
    expect(briefing.warnings[0]?.text).to.match(/^Judged without a 10-hour rest on the way/).and.match(/55 mph/);
  });

  it('an unknown driver is an error', async () => {
    expect(await rejectionOf(brief({ driverId: toDriverId('NOBODY') }))).to.be.instanceOf(DriverNotFoundError);
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
      expect(textOf(briefing, 'break_needed')).to.match(/after 0 hours/).and.match(/2 are due/);
    });

    const LIMITS = [
      ['driveHours', /10\.55 hours of driving, but 5 are left/, /395\.3\(a\)\(3\)\(i\)/],
      ['shiftHours', /10\.55 hours of driving and 1 of 30 minutes' rest, but the 14-hour window ends in 5 hours/, /395\.3\(a\)\(2\)/],
      ['cycleHours', /10\.55 hours of driving, but 5 are left of the 60- or 70-hour cycle/, /395\.3\(b\)/],
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
      expect(briefing.fuelStops.map(({ state, found }) => [state, found])).to.deep.equal([['not_configured', undefined], ['not_configured', undefined]]);
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
      expect(briefing.fuelStops[0]?.found?.offers).to.have.length(1);
      expect(textOf(briefing, 'fuel_stale')).to.match(/here could not be reached/);
    });

    it('no station on a leg is an answer', async () => {
      scene.fuelSources.has('here');
      expect(await brief()).to.deep.include({ sources: { hos: 'ok', fuel: 'ok', weather: 'ok' } });
    });

    it('at most 5 stations a leg, inside the radius asked for', async () => {
      scene.fuelSources.script('here', ({ near, radiusMiles }) => ({
        offers: Array.from({ length: 20 }, (_, index) => someOffer(String(index), { position: at(0, near.longitude + index * 0.1) })),
        unreadable: radiusMiles,
      }));
      const five = await brief({ fuelRadiusMiles: 100 });
      expect(five.fuelStops[0]?.found?.offers.map(({ stationId }) => stationId)).to.deep.equal(['0', '1', '2', '3', '4']);
      const two = await brief({ fuelRadiusMiles: 10 });
      expect(two.fuelStops[0]?.found?.offers.map(({ stationId }) => stationId)).to.deep.equal(['0', '1']);
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

  it('the three sources are asked at the same time', async () => {
    let open: (() => void) | undefined;
    const gate = new Promise<void>((resolve) => { open = resolve; });
    let waiting = 0;
    scene.fuelSources.script('here', async () => { waiting += 1; await gate; return { offers: [], unreadable: 0 }; });
    scene.weatherSources.script('open', async () => { waiting += 1; await gate; return someWeather(); });
    const briefing = brief();
    await scene.timer.advance(0);
    expect(waiting).to.equal(5);
    open?.();
    expect((await briefing).sources.fuel).to.equal('ok');
  });
});
