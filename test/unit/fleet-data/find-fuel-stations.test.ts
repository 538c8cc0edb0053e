import { expect } from 'chai';
import type { FoundFuel } from '../../../src/application/fleet-data/fuel-prices.js';
import type { Coordinates } from '../../../src/domain/fleet-data/coordinates.js';
import { FuelIntegrationMissingError, FuelUnavailableError } from '../../../src/domain/fleet-data/errors.js';
import type { FuelSearch } from '../../../src/domain/fleet-data/fuel-offer.js';
import { toTenantId } from '../../../src/domain/shared/identifiers.js';
import { away } from '../../support/doubles/fleet-data/scripted-vendors.js';
import { someOffer } from '../../support/doubles/fleet-data/some-offer.js';
import { rejectionOf } from '../../support/rejection.js';
import { at, FuelAndWeatherScene, MILE, MINUTE, TENANT } from './fuel-and-weather-scene.js';

const region = someOffer('R10', { position: undefined, priceKind: 'regional_average' });

describe('FindFuelStations', () => {
  let scene: FuelAndWeatherScene;
  beforeEach(() => { scene = new FuelAndWeatherScene(); });

  const find = (change: Partial<FuelSearch> = {}): Promise<FoundFuel> => scene.fuel.execute(TENANT, { near: at(0, 0), radiusMiles: 25, limit: 10, ...change });
  const idsOf = ({ offers }: FoundFuel): readonly string[] => offers.map(({ stationId }) => stationId);

  it('no vendor connected: an error with the way to the vendors', async () => {
    const error = await rejectionOf(find());
    expect(error).to.be.instanceOf(FuelIntegrationMissingError);
  });

  describe('who is asked', () => {
    type Row = readonly [what: string, vendors: Readonly<Record<string, readonly string[] | 'away'>>, serves: string, asked: readonly string[]];
    const TABLE: readonly Row[] = [
      ['the first that has stations', { here: ['A'], finder: ['B'], average: ['R'] }, 'here_fuel', ['here']],
      ['the next when the first has none', { here: [], finder: ['B'], average: ['R'] }, 'finder_fuel', ['here', 'finder']],
      ['the next when the first fails', { here: 'away', finder: ['B'], average: ['R'] }, 'finder_fuel', ['here', 'finder']],
      ['averages only when nobody has stations', { here: 'away', finder: [], average: ['R'] }, 'average_fuel', ['here', 'finder', 'average']],
      ['averages last, whatever the order of the list', { average: ['R'], here: ['A'] }, 'here_fuel', ['here']],
      ['averages alone', { average: ['R'] }, 'average_fuel', ['average']],
      ['nothing when all have none', { here: [], finder: [], average: [] }, 'none', ['here', 'finder', 'average']],
      ['nothing when there are only averages, and none for this place', { average: [] }, 'none', ['average']],
      ['nothing when one has none and the others fail', { here: 'away', finder: [], average: 'away' }, 'none', ['here', 'finder', 'average']],
      ['an error when all fail', { here: 'away', finder: 'away', average: 'away' }, 'error', ['here', 'finder', 'average']],
    ];
    for (const [what, vendors, serves, asked] of TABLE) {
      it(what, async () => {
        scene.fuelSources.connect(...Object.keys(vendors));
        for (const [name, offers] of Object.entries(vendors)) {
          if (offers === 'away') scene.fuelSources.script(name, away(name));
          else scene.fuelSources.has(name, ...offers.map((id) => (name === 'average' ? region : someOffer(id))));
        }
        if (serves === 'error') expect(await rejectionOf(find())).to.be.instanceOf(FuelUnavailableError);
        else {
          const found = await find();
          expect(found.offers.length > 0 ? found.source.account.dataSource : 'none').to.equal(serves);
        }
        expect(scene.fuelSources.requests.map(({ vendor }) => String(vendor))).to.deep.equal(asked);
      });
    }

    it('the error gives every reason once, and the shortest wait anybody named', async () => {
      scene.fuelSources.connect('here', 'finder', 'average');
      scene.fuelSources.script('here', away('here', { retryAfterMs: 60_000 }));
      scene.fuelSources.script('finder', away('finder', { retryAfterMs: 5_000 }));
      scene.fuelSources.script('average', away('here'));
      const error = await rejectionOf(find());
      expect(error).to.be.instanceOf(FuelUnavailableError).with.property('message', 'here could not be reached. finder could not be reached.');
      expect(error).to.have.nested.property('extras.retryAfterMs', 5_000);
    });

    it('a fault of our own is no vendor’s failure', async () => {
      const bug = new TypeError('a bug');
      scene.fuelSources.connect('here', 'finder');
      scene.fuelSources.script('here', () => { throw bug; });
      scene.fuelSources.has('finder', someOffer('B'));
      expect(await rejectionOf(find())).to.equal(bug);
      expect(scene.contacts.recorded).to.deep.equal([]);
      expect(scene.logger.lines).to.deep.equal([{ level: 'warn', event: 'fleet-data.fetch-broken', fields: { tenantId: TENANT, integrationId: 'here', error: bug } }]);
    });
  });

  describe('what is cached', () => {
    beforeEach(() => {
      scene.fuelSources.connect('here');
      scene.fuelSources.has('here', someOffer('A'));
    });

    it('for 15 minutes nobody is asked again', async () => {
      expect((await find()).source).to.include({ cached: false, ageSeconds: 0, stale: false });
      scene.clock.advance(15 * MINUTE - 1);
      expect((await find()).source).to.include({ cached: true, ageSeconds: 899.999, stale: false });
      scene.clock.advance(1);
      expect((await find()).source).to.include({ cached: false });
      expect(scene.fuelSources.asked('here')).to.equal(2);
    });

    it('an answer without stations too, so that the next vendor is asked at once', async () => {
      scene.fuelSources.connect('finder', 'here');
      scene.fuelSources.has('finder');
      await find();
      await find();
      expect(scene.fuelSources.requests).to.have.length(2);
    });

    it('200 searches from one square of the grid make one request, however many results each wants', async () => {
      const searches = Array.from({ length: 200 }, (_, index) => find({ near: at(0.0049 - index * 4e-5, 0.002), limit: 1 + (index % 50) }));
      await Promise.all(searches);
      expect(scene.fuelSources.requests).to.have.length(1);
    });

    it('per tenant', async () => {
      await find();
      await scene.fuel.execute(toTenantId('t2'), { near: at(0, 0), radiusMiles: 25, limit: 10 });
      expect(scene.fuelSources.requests).to.have.length(2);
    });

    it('per place of the grid and whole mile of the radius', async () => {
      for (const radiusMiles of [25, 24.2, 24]) await find({ radiusMiles });
      await find({ near: at(0.006, 0) });
      const asked = scene.fuelSources.requests.map(({ request }) => [request.near.latitude, request.radiusMiles]);
      expect(asked).to.deep.equal([[0, 26], [0, 25], [0.01, 26]]);
    });

    it('after a failure the last prices are served, with the reason, for 150 minutes', async () => {
      await find();
      scene.fuelSources.script('here', away('here'));
      scene.clock.advance(150 * MINUTE);
      expect((await find()).source).to.include({ cached: true, ageSeconds: 9_000, stale: true, error: 'here could not be reached.' });
      scene.clock.advance(1);
      expect(await rejectionOf(find())).to.be.instanceOf(FuelUnavailableError);
    });
  });

  describe('a vendor with old stations that fails', () => {
    beforeEach(async () => {
      scene.fuelSources.connect('here');
      scene.fuelSources.has('here', someOffer('OLD'));
      await find();
      scene.clock.advance(16 * MINUTE);
      scene.fuelSources.script('here', away('here'));
      scene.fuelSources.connect('here', 'finder', 'average');
      scene.fuelSources.has('average', region);
    });

    it('gives way to the next that has fresh ones', async () => {
      scene.fuelSources.has('finder', someOffer('NEW'));
      expect(idsOf(await find())).to.deep.equal(['NEW']);
    });

    for (const [what, next] of [['fails too', 'away'], ['has none', 'none']] as const) {
      it(`is served stale when the next ${what}; averages are not asked for`, async () => {
        if (next === 'none') scene.fuelSources.has('finder');
        const found = await find();
        expect(idsOf(found)).to.deep.equal(['OLD']);
        expect(found.source).to.include({ stale: true });
        expect(scene.fuelSources.asked('average')).to.equal(0);
      });
    }

    it('is preferred to the old stations of a later one', async () => {
      scene.fuelSources.connect('finder');
      scene.fuelSources.has('finder', someOffer('OLD TOO'));
      await find();
      scene.clock.advance(16 * MINUTE);
      scene.fuelSources.script('finder', away('finder'));
      scene.fuelSources.connect('here', 'finder');
      expect(idsOf(await find())).to.deep.equal(['OLD']);
    });

    it('is served stale when the next takes longer than 2 s, whose answer is kept for the next search', async () => {
      let arrive: (() => void) | undefined;
      const gate = new Promise<void>((resolve) => { arrive = resolve; });
      scene.fuelSources.script('finder', () => gate.then(() => ({ offers: [someOffer('NEW')], unreadable: 0 })));
      const finding = find();
      await scene.timer.advance(0);
      await scene.timer.advance(2_000);
      expect(idsOf(await finding)).to.deep.equal(['OLD']);
      arrive?.();
      await scene.timer.advance(0);
      expect(idsOf(await find())).to.deep.equal(['NEW']);
    });
  });

  describe('vendors that hang', () => {
    const NEVER = (): Promise<never> => new Promise(() => undefined);
    beforeEach(() => {
      scene.fuelSources.connect('here', 'finder', 'gas', 'average');
      for (const name of ['here', 'finder', 'gas', 'average']) scene.fuelSources.script(name, NEVER);
    });

    it('are each asked, and given up after 10 s together', async () => {
      const finding = rejectionOf(find());
      let answered = false;
      void finding.then(() => { answered = true; });
      await scene.timer.advance(0);
      await scene.timer.advance(9_999);
      expect([answered, scene.fuelSources.requests.length]).to.deep.equal([false, 4]);
      await scene.timer.advance(1);
      expect(await finding).to.be.instanceOf(FuelUnavailableError).with.property('message').that.match(/^here did not answer in time.* average did not answer in time/);
    });

    it('leave an equal part of the time to the averages', async () => {
      scene.fuelSources.script('average', { answer: { offers: [region], unreadable: 0 } });
      const finding = find();
      await scene.timer.advance(0);
      await scene.timer.advance(7_500);
      expect((await finding).source.account.dataSource).to.equal('average_fuel');
    });

    it('are not asked again while they are silent', async () => {
      for (let times = 0; times < 2; times += 1) {
        const finding = rejectionOf(find());
        await scene.timer.advance(0);
        await scene.timer.advance(10_000);
        await finding;
      }
      expect(scene.fuelSources.requests).to.have.length(4);
    });
  });

  it('that nobody has any is stale too, when all who said so fail now, and fresh again when one says so again', async () => {
    scene.fuelSources.connect('here', 'finder');
    scene.fuelSources.has('here');
    scene.fuelSources.has('finder');
    expect(await find()).to.deep.include({ offers: [] }).and.nested.include({ 'source.stale': false });
    scene.clock.advance(16 * MINUTE);
    scene.fuelSources.script('here', away('here'));
    expect((await find()).source).to.deep.include({ stale: false, account: scene.fuelSources.accounts[1] });
    scene.clock.advance(16 * MINUTE);
    scene.fuelSources.script('finder', away('finder'));
    expect((await find()).source).to.include({ stale: true, error: 'here could not be reached.' });
  });

  describe('the place asked and the place told to the vendor', () => {
    /** A vendor that cuts at the radius it was given and gives the nearest first, as vendors do. */
    const along = (from: Coordinates, ...miles: readonly number[]): void => {
      scene.fuelSources.connect('here');
      scene.fuelSources.has('here', ...miles.map((mile) => someOffer(String(mile), { position: at(from.latitude, from.longitude + mile * MILE), distanceMiles: mile })));
    };

    it('distances are from the caller’s own place', async () => {
      along(at(0, 0), 1, 2, 3);
      const east = await find({ near: at(0, 0.0049) });
      expect(east.offers.map(({ distanceMiles }) => Number(distanceMiles?.toFixed(2)))).to.deep.equal([0.66, 1.66, 2.66]);
      expect(scene.fuelSources.requests[0]?.request).to.deep.equal({ near: at(0, 0), radiusMiles: 26, limit: 60 });
    });

    it('two callers of one square get their own order', async () => {
      along(at(0, 0), -0.2, 0.2);
      expect(idsOf(await find({ near: at(0, 0.004) }))).to.deep.equal(['0.2', '-0.2']);
      expect(idsOf(await find({ near: at(0, -0.004) }))).to.deep.equal(['-0.2', '0.2']);
      expect(scene.fuelSources.requests).to.have.length(1);
    });

    it('what is outside the caller’s circle is left out, what is inside of it only for the caller is there', async () => {
      along(at(0, 0), -25.1, 24.9, 25.1);
      expect(idsOf(await find({ near: at(0, 0.0049) }))).to.deep.equal(['24.9', '25.1']);
      expect(idsOf(await find({ near: at(0, -0.0049) }))).to.deep.equal(['-25.1']);
    });

    it('a vendor whose stations are all outside the caller’s circle has none', async () => {
      along(at(0, 0), 25.5);
      scene.fuelSources.connect('here', 'average');
      scene.fuelSources.has('average', region);
      expect((await find()).source.account.dataSource).to.equal('average_fuel');
    });

    for (const [what, near, told] of [
      ['over the antimeridian', at(10, 179.999), at(10, -180)],
      ['at the pole', at(89.999, 5), at(90, 5)],
      ['at -0', at(-0.001, -0.001), at(0, 0)],
    ] as const) {
      it(`${what} the stations next door are found`, async () => {
        scene.fuelSources.connect('here');
        const next = at(near.latitude, near.longitude > 179 ? -179.999 : near.longitude + 0.001);
        scene.fuelSources.has('here', someOffer('S', { position: next }));
        const { offers } = await find({ near, radiusMiles: 1 });
        expect(offers[0]?.distanceMiles).to.be.below(0.2);
        expect(scene.fuelSources.requests[0]?.request.near).to.deep.equal(told);
      });
    }
  });

  describe('what is recorded for the integration', () => {
    it('a fetch that worked, not a read of the cache', async () => {
      scene.fuelSources.connect('here');
      scene.fuelSources.has('here', someOffer('A'));
      await find();
      await find();
      expect(scene.contacts.recorded).to.deep.equal(['here ok']);
    });

    it('a failure, with a warning in the log', async () => {
      scene.fuelSources.connect('here');
      scene.fuelSources.script('here', away('here', { kind: 'credentials', httpStatus: 401 }));
      await rejectionOf(find());
      expect(scene.contacts.recorded).to.deep.equal(['here credentials']);
      expect(scene.logger.lines).to.deep.equal([
        { level: 'warn', event: 'fleet-data.fetch-failed', fields: { tenantId: TENANT, integrationId: 'here', kind: 'credentials', operation: 'o', httpStatus: 401 } },
      ]);
    });

    for (const refusedBy of ['circuit', 'limiter'] as const) {
      it(`nothing when our own ${refusedBy} refused`, async () => {
        scene.fuelSources.connect('here');
        scene.fuelSources.script('here', away('here', { refusedBy }));
        await rejectionOf(find());
        expect(scene.contacts.recorded).to.deep.equal([]);
      });
    }

    it('a record that cannot be written spoils nothing', async () => {
      scene.contacts.broken = new Error('The database is away.');
      scene.fuelSources.connect('here', 'finder');
      scene.fuelSources.script('here', away('here'));
      scene.fuelSources.has('finder', someOffer('B'));
      expect(idsOf(await find())).to.deep.equal(['B']);
      expect(scene.logger.lines.filter(({ event }) => event === 'fleet-data.contact-not-recorded')).to.have.length(2);
    });
  });
});
