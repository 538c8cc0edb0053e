import type { SimulatedVendor } from '../simulator-answer.js';
import { startSimulator, type RunningSimulator, type SimulatorOptions } from '../simulator-server.js';
import { weatherAt } from './living-weather.js';
import { oneCallBody } from './one-call-body.js';
import { answerAsOpenWeather, openWeatherError, openWeatherRouteOf, type WeatherStage } from './openweather-routes.js';
import { weatherBody, type Sighting, type Units, type WireBody } from './weather-body.js';

export interface OpenWeatherSimulatorOptions extends SimulatorOptions {
  /** Decides the weather. Default 1. */
  readonly seed?: number;
  /** The weather's time, default the real one. */
  readonly clock?: () => Date;
}

/** What to say word for word, wherever it is asked about. */
export interface ScriptedWeather {
  /** Any JSON, right or wrong. */
  readonly weather: unknown;
  /** Default: One Call without alerts. */
  readonly oneCall?: WireBody | 'not-subscribed';
}

const TEN_MINUTES_MS = 600_000;

/** The weather on stage, and a way to put another there. */
export class WeatherControl implements WeatherStage {
  readonly #seed: number;
  readonly #clock: () => Date;
  #scripted: ScriptedWeather | undefined;

  constructor(seed: number, clock: () => Date) {
    this.#seed = seed;
    this.#clock = clock;
  }

  /** From now on the simulator says exactly this. */
  script(weather: ScriptedWeather): void {
    this.#scripted = weather;
  }

  /** Back to the weather that lives. */
  restore(): void {
    this.#scripted = undefined;
  }

  weather(latitude: number, longitude: number, units: Units = 'imperial'): unknown {
    if (this.#scripted !== undefined) return this.#scripted.weather;
    const sighting = this.#sighting(latitude, longitude);
    return weatherBody(weatherAt(this.#seed, latitude, longitude, sighting.observedAt), sighting, units);
  }

  oneCall(latitude: number, longitude: number): WireBody | 'not-subscribed' {
    if (this.#scripted !== undefined) return this.#scripted.oneCall ?? { lat: latitude, lon: longitude };
    const sighting = this.#sighting(latitude, longitude);
    return oneCallBody(weatherAt(this.#seed, latitude, longitude, sighting.observedAt), sighting);
  }

  /** Data is refreshed every ten minutes. */
  #sighting(latitude: number, longitude: number): Sighting {
    const observedAt = new Date(Math.floor(this.#clock().getTime() / TEN_MINUTES_MS) * TEN_MINUTES_MS);
    return { seed: this.#seed, latitude, longitude, observedAt };
  }
}

export interface OpenWeatherSimulator extends RunningSimulator {
  readonly control: WeatherControl;
}

/** OpenWeather over real HTTP on loopback, with weather that lives. */
export async function startOpenWeatherSimulator(options: OpenWeatherSimulatorOptions = {}): Promise<OpenWeatherSimulator> {
  const { seed = 1, clock = () => new Date() } = options;
  const control = new WeatherControl(seed, clock);
  const vendor: SimulatedVendor = {
    name: 'OpenWeather',
    about: [
      `Weather that lives, seed ${seed}: the same seed gives the same weather at the same place and time everywhere. Fronts move east.`,
      'Keys starting with "revoked" get 401. Keys containing "onecall" have the One Call 3.0 subscription; all others get 401 there.',
      'Some places leave out gusts, wind, visibility or their name, or have the place id 0, as real ones do.',
      'Set OPENWEATHER_API_URL to this address, with or without /data/2.5.',
    ],
    routes: [
      'GET /data/2.5/weather?lat=&lon=&units=standard|metric|imperial&appid=',
      'GET /data/3.0/onecall?lat=&lon=&exclude=minutely,hourly,daily,current&appid=',
    ],
    answer: (request) => answerAsOpenWeather(request, control),
    errorBody: (status) => openWeatherError(status).body,
    routeOf: openWeatherRouteOf,
  };
  return { ...(await startSimulator(vendor, options)), control };
}
