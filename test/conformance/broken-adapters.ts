import type { FuelSource } from '../../src/application/fleet-data/ports/fuel-source.js';
import type { LoadSource } from '../../src/application/fleet-data/ports/load-source.js';
import type { WeatherSource } from '../../src/application/fleet-data/ports/weather-source.js';
import type { ClocksPage, HosSource } from '../../src/application/hours-of-service/ports/hos-source.js';
import type { FuelOffer } from '../../src/domain/fleet-data/fuel-offer.js';
import type { LoadObservation } from '../../src/domain/fleet-data/load.js';
import type { WeatherObservation } from '../../src/domain/fleet-data/weather.js';
import type { HosObservation } from '../../src/domain/hours-of-service/hos-observation.js';
import { VendorError } from '../../src/domain/shared/vendor-error.js';
import type { Disguise, Point, PortName, VendorPorts } from './examined.js';

/** One fault for each point, in front of a good adapter: what a suite must catch. */
export type BrokenAdapters = { readonly [Name in PortName]: Readonly<Record<Point, Disguise<VendorPorts[Name]>>> };

type ErrorFault = (error: VendorError) => VendorError;

/** Forgets how long the vendor asked us to wait. */
const impatient: ErrorFault = ({ kind, vendor, operation, message }) => new VendorError({ kind, vendor, operation, detail: message });
/** Takes every failure for an outage. */
const indifferent: ErrorFault = ({ vendor, operation, message, retryAfterMs }) =>
  new VendorError({ kind: 'unavailable', vendor, operation, detail: message, ...(retryAfterMs !== undefined && { retryAfterMs }) });

const changed = (error: unknown, fault: ErrorFault): unknown => (error instanceof VendorError ? fault(error) : error);

async function failing<Value>(work: Promise<Value>, fault: ErrorFault): Promise<Value> {
  return work.catch((error: unknown) => { throw changed(error, fault); });
}

async function* failingPages<Page>(pages: AsyncIterable<Page>, fault: ErrorFault): AsyncGenerator<Page> {
  try {
    yield* pages;
  } catch (error) {
    throw changed(error, fault);
  }
}

async function* onlyFirst<Page>(pages: AsyncIterable<Page>): AsyncGenerator<Page> {
  for await (const page of pages) {
    yield page;
    return;
  }
}

async function* mapped<Page>(pages: AsyncIterable<Page>, change: (page: Page) => Page): AsyncGenerator<Page> {
  for await (const page of pages) yield change(page);
}

const hosFailing = (fault: ErrorFault): Disguise<HosSource> => (good) => ({
  roster: (signal) => failingPages(good.roster(signal), fault),
  clocks: (signal) => failingPages(good.clocks(signal), fault),
  clocksOf: (ids, signal) => failing(good.clocksOf(ids, signal), fault),
});

const hosObserving = (change: (row: HosObservation) => HosObservation): Disguise<HosSource> => (good) => {
  const pageOf = (page: ClocksPage): ClocksPage => ({ ...page, observations: page.observations.map(change) });
  return {
    roster: (signal) => good.roster(signal),
    clocks: (signal) => mapped(good.clocks(signal), pageOf),
    clocksOf: async (ids, signal) => pageOf(await good.clocksOf(ids, signal)),
  };
};

const loadFailing = (fault: ErrorFault): Disguise<LoadSource> => (good) => ({
  activeLoads: (signal) => failingPages(good.activeLoads(signal), fault),
  load: (id, signal) => failing(good.load(id, signal), fault),
  drivers: (signal) => failing(good.drivers(signal), fault),
});

const loadObserving = (change: (load: LoadObservation) => LoadObservation): Disguise<LoadSource> => (good) => ({
  activeLoads: (signal) => mapped(good.activeLoads(signal), (page) => ({ ...page, loads: page.loads.map(change) })),
  load: async (id, signal) => {
    const load = await good.load(id, signal);
    return load && change(load);
  },
  drivers: (signal) => good.drivers(signal),
});

const fuelOffering = (change: (offers: readonly FuelOffer[]) => readonly FuelOffer[]): Disguise<FuelSource> => (good) => ({
  near: async (search, signal) => {
    const found = await good.near(search, signal);
    return { ...found, offers: change(found.offers) };
  },
});

const weatherObserving = (change: (weather: WeatherObservation) => WeatherObservation): Disguise<WeatherSource> => (good) => ({
  current: async (place, signal) => change(await good.current(place, signal)),
});

const rounded = (price: string | undefined): string | undefined => (price === undefined ? undefined : Number(price).toFixed(1));

export const BROKEN_ADAPTERS: BrokenAdapters = {
  HosSource: {
    paging: (good) => ({ ...bound(good), roster: (signal) => onlyFirst(good.roster(signal)), clocks: (signal) => onlyFirst(good.clocks(signal)) }),
    limits: hosFailing(impatient),
    'error taxonomy': hosFailing(indifferent),
    mapping: hosObserving((row) => ({ ...row, remaining: { ...row.remaining, driveHours: row.remaining.shiftHours, shiftHours: row.remaining.driveHours } })),
    'odd payloads': hosObserving((row) => ({ ...row, dutyStatus: row.dutyStatus === 'UNKNOWN' ? 'OFF_DUTY' : row.dutyStatus })),
  },
  LoadSource: {
    paging: (good) => ({ activeLoads: (signal) => onlyFirst(twice(good.activeLoads(signal))), load: (id, signal) => good.load(id, signal), drivers: (signal) => good.drivers(signal) }),
    limits: loadFailing(impatient),
    'error taxonomy': loadFailing(indifferent),
    mapping: loadObserving((load) => ({ ...load, pickup: load.delivery, delivery: load.pickup })),
    'odd payloads': loadObserving((load) => ({ ...load, status: load.status === 'UNKNOWN' ? 'ASSIGNED' : load.status })),
  },
  FuelSource: {
    paging: fuelOffering((offers) => [...offers, ...offers].slice(0, Math.max(1, offers.length - 1))),
    limits: (good) => ({ near: (search, signal) => failing(good.near(search, signal), impatient) }),
    'error taxonomy': (good) => ({ near: (search, signal) => failing(good.near(search, signal), indifferent) }),
    mapping: fuelOffering((offers) => offers.map((offer) => ({ ...offer, dieselPrice: rounded(offer.dieselPrice) }))),
    'odd payloads': fuelOffering((offers) => offers.map((offer) => ({ ...offer, dieselPrice: offer.dieselPrice ?? '0' }))),
  },
  WeatherSource: {
    paging: (good) => ({
      current: async (place, signal) => {
        await good.current(place, signal);
        return good.current(place, signal);
      },
    }),
    limits: (good) => ({ current: (place, signal) => failing(good.current(place, signal), impatient) }),
    'error taxonomy': (good) => ({ current: (place, signal) => failing(good.current(place, signal), indifferent) }),
    mapping: weatherObserving((weather) => ({ ...weather, temperatureF: weather.feelsLikeF, feelsLikeF: weather.temperatureF })),
    'odd payloads': weatherObserving((weather) => ({ ...weather, visibilityMiles: weather.visibilityMiles ?? 0, windGustMph: weather.windGustMph ?? 0 })),
  },
};

function bound(good: HosSource): HosSource {
  return {
    roster: (signal) => good.roster(signal),
    clocks: (signal) => good.clocks(signal),
    clocksOf: (ids, signal) => good.clocksOf(ids, signal),
  };
}

/** Every page once more, as a pass without a guard would give it. */
async function* twice<Page>(pages: AsyncIterable<Page>): AsyncGenerator<Page> {
  for await (const page of pages) {
    yield page;
    yield page;
  }
}
