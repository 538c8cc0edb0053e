import { expect } from 'chai';
import { briefFuel } from '../../../src/application/fleet-data/brief-fuel.js';
import type { FuelBriefing } from '../../../src/application/fleet-data/brief-fuel.js';
import type { FuelOffers } from '../../../src/application/fleet-data/ports/fuel-source.js';
import type { Coordinates } from '../../../src/domain/fleet-data/coordinates.js';
import type { FuelOffer } from '../../../src/domain/fleet-data/fuel-offer.js';
import { planRoute } from '../../../src/domain/fleet-data/route-plan.js';
import { VendorError } from '../../../src/domain/shared/vendor-error.js';
import { away } from '../../support/doubles/fleet-data/scripted-vendors.js';
import { someOffer } from '../../support/doubles/fleet-data/some-offer.js';
import { at, FuelAndWeatherScene, MILE, MINUTE, TENANT } from './fuel-and-weather-scene.js';

const mileOf = ({ longitude }: Coordinates): number => Math.round(longitude / MILE);
const stationAt = (mile: number): FuelOffer => someOffer(`S${mile}`, { position: at(0, mile * MILE) });
const answer = (...offers: readonly FuelOffer[]): FuelOffers => ({ offers, unreadable: 0 });
const averageOf = (region: string): FuelOffer => someOffer(region, { position: undefined, priceKind: 'regional_average' });

/** 1 to 4 miles from the places searched on 152 miles. */
const STATIONS = [20, 59, 98, 137].map(stationAt);

/** Routes along the equator, in miles from 0, 0. */
describe('briefFuel', () => {
  let scene: FuelAndWeatherScene;
  beforeEach(() => {
    scene = new FuelAndWeatherScene();
    scene.fuelSources.connect('here');
  });

  const brief = (miles: readonly number[], radiusMiles = 25): Promise<FuelBriefing> => {
    const { legs } = planRoute(miles.map((mile) => ({ place: at(0, mile * MILE), name: undefined })), 55);
    return briefFuel(scene.prices, { tenantId: TENANT, legs, radiusMiles });
  };
  const foundOn = ({ stops }: FuelBriefing): readonly (readonly string[])[] => stops.map(({ stations }) => stations.map(({ offer }) => `${offer.stationId} ${Math.round(offer.distanceMiles ?? -1)}`));

  it('a long leg is searched all along, nearest to the way first, with what every place has', async () => {
    scene.fuelSources.has('here', ...[8, 45, 50, 74, 114, 149].map(stationAt));
    const briefing = await brief([0, 152]);
    expect(briefing.stops[0]?.near.map(mileOf)).to.deep.equal([19, 57, 95, 133]);
    expect(foundOn(briefing)).to.deep.equal([['S50 7', 'S8 11', 'S45 12', 'S149 16', 'S74 17']]);
    expect(briefing).to.include({ state: 'ok', reason: undefined });
  });

  it('a route of many legs makes at most 30 searches', async () => {
    scene.fuelSources.has('here');
    const briefing = await brief(Array.from({ length: 9 }, (_, index) => index * 300));
    expect(briefing.stops.map(({ near }) => near.length)).to.deep.equal(Array.from({ length: 8 }, () => 3));
    expect(scene.fuelSources.requests).to.have.length(24);
  });

  it('a larger radius needs fewer searches', async () => {
    scene.fuelSources.has('here');
    expect((await brief([0, 150], 100)).stops[0]?.near).to.have.length(1);
  });

  it('each leg has its own stations', async () => {
    scene.fuelSources.has('here', stationAt(5), stationAt(95));
    expect(foundOn(await brief([0, 38, 102]))).to.deep.equal([['S5 14'], ['S95 9']]);
  });

  it('a station between two places is there once, from the nearer', async () => {
    scene.fuelSources.has('here', stationAt(36));
    expect(foundOn(await brief([0, 76]))).to.deep.equal([['S36 17']]);
  });

  describe('when vendors differ from place to place', () => {
    beforeEach(() => {
      scene.fuelSources.connect('here', 'finder', 'average');
      scene.fuelSources.script('here', ({ near }) => (mileOf(near) < 50 ? answer(stationAt(20)) : answer()));
      scene.fuelSources.script('average', ({ near }) => answer(averageOf(mileOf(near) < 150 ? 'WEST' : 'EAST')));
    });

    it('each station says whose it is', async () => {
      scene.fuelSources.has('finder', stationAt(75));
      const [stop] = (await brief([0, 76])).stops;
      expect(stop?.stations.map(({ offer, source }) => [offer.stationId, source.account.dataSource])).to.deep.equal([['S20', 'here_fuel'], ['S75', 'finder_fuel']]);
    });

    it('no averages on a leg that has a station anywhere; where it has none, each region once', async () => {
      scene.fuelSources.has('finder');
      expect(foundOn(await brief([0, 76, 218]))).to.deep.equal([['S20 1'], ['WEST -1', 'EAST -1']]);
    });
  });

  it('a leg is as good as the worst of its places, keeps the stations of the others, and every row its own age', async () => {
    const failing = (bad: number): void => scene.fuelSources.script('here', ({ near }) => {
      if (mileOf(near) === bad) throw new VendorError(away('here'));
      return answer(...STATIONS);
    });
    failing(95);
    const broken = await brief([0, 152]);
    expect(broken).to.include({ state: 'unavailable', reason: 'here could not be reached.' });
    expect(broken.stops[0]).to.include({ state: 'unavailable', reason: 'here could not be reached.' });
    expect(foundOn(broken)).to.deep.equal([['S20 1', 'S59 2', 'S137 4']]);
    scene.clock.advance(16 * MINUTE);
    failing(57);
    const old = await brief([0, 152]);
    expect(old.state).to.equal('stale');
    expect(old.stops[0]?.stations.map(({ offer, source }) => [offer.stationId, source.cached, source.stale, source.ageSeconds])).to.deep.equal([
      ['S20', false, false, 0], ['S59', true, true, 960], ['S98', false, false, 0], ['S137', false, false, 0],
    ]);
  });
});
