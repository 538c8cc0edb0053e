import { PATIENCE_MS } from '../../src/application/fleet-data/patience.js';
import type { Clock } from '../../src/application/shared/clock.js';
import { SystemTimer } from '../../src/infrastructure/runtime/system.js';
import { startEiaSimulator } from '../../src/infrastructure/simulators/eia/eia-simulator.js';
import type { EiaSimulator } from '../../src/infrastructure/simulators/eia/eia-simulator.js';
import { startFuelFinderSimulator } from '../../src/infrastructure/simulators/fuelfinder/fuelfinder-simulator.js';
import type { StationFeedSimulator } from '../../src/infrastructure/simulators/fuel-market/station-feed.js';
import { startHereFuelSimulator } from '../../src/infrastructure/simulators/here-fuel/here-fuel-simulator.js';
import type { HereFuelSimulator } from '../../src/infrastructure/simulators/here-fuel/here-fuel-simulator.js';
import { startOpenWeatherSimulator } from '../../src/infrastructure/simulators/openweather/openweather-simulator.js';
import type { OpenWeatherSimulator } from '../../src/infrastructure/simulators/openweather/openweather-simulator.js';
import type { TestPerson, TestService } from '../support/test-service.js';

const TYPES = { OPENWEATHER: 'WEATHER', HERE_FUEL: 'FUEL_PRICE', FUELFINDER_FUEL: 'FUEL_PRICE', EIA_FUEL: 'FUEL_PRICE' } as const;

export type ConditionVendor = keyof typeof TYPES;

/** Simulated vendors of weather and fuel prices for one test file. */
export class SimulatedConditions {
  private constructor(
    readonly weather: OpenWeatherSimulator,
    readonly here: HereFuelSimulator,
    readonly finder: StationFeedSimulator,
    readonly eia: EiaSimulator,
  ) {}

  static async start(): Promise<SimulatedConditions> {
    const starting = [startOpenWeatherSimulator(), startHereFuelSimulator(), startFuelFinderSimulator(), startEiaSimulator()] as const;
    return new SimulatedConditions(...(await Promise.all(starting)));
  }

  /** Where a service finds them. */
  get settings(): Readonly<Record<string, string>> {
    const { weather, here, finder, eia } = this;
    return { OPENWEATHER_API_URL: `${weather.url}/data/2.5`, HERE_FUEL_API_URL: here.url, FUELFINDER_API_URL: finder.url, EIA_API_URL: eia.url };
  }

  /** The living data again, and no faults. */
  calm(): void {
    for (const vendor of [this.weather, this.here, this.finder, this.eia]) {
      vendor.faults.clear();
      vendor.control.restore();
    }
  }

  async stop(): Promise<void> {
    await Promise.all([this.weather.stop(), this.here.stop(), this.finder.stop(), this.eia.stop()]);
  }
}

/** Connects one for this person's tenant and gives the integration's id. */
export async function connectConditions(service: TestService, as: TestPerson, vendor: ConditionVendor, apiKey = 'a-key-that-works'): Promise<string> {
  const body = { integration_type: TYPES[vendor], vendor, display_name: vendor, credentials: { apiKey } };
  const { status, body: created, text } = await service.ask('POST', '/api/v1/integrations', { as, body });
  if (status !== 201 || typeof created['id'] !== 'string') throw new Error(`Connecting ${vendor} failed: ${status} ${text}`);
  return created['id'];
}

/** All requests a simulator has had. */
export function requestsOf(simulator: { stats(): Readonly<Record<string, number>> }): number {
  return Object.values(simulator.stats()).reduce((sum, count) => sum + count, 0);
}

/** The real time, ahead of it as far as a test says. */
export class AheadClock implements Clock {
  aheadMs = 0;

  now(): Date {
    return new Date(Date.now() + this.aheadMs);
  }
}

/** When told so, waits a fiftieth of whatever is no longer than the patience with vendors. */
export class HastyTimer extends SystemTimer {
  hasty = false;

  override sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    return super.sleep(this.hasty && milliseconds <= PATIENCE_MS ? milliseconds / 50 : milliseconds, signal);
  }
}
