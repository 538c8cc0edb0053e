import { hazardsOf } from './weather-hazards.js';
import type { WeatherObservation, WeatherWarning, WeatherWarningSeverity } from './weather.js';
import { isHiding, isRainFreezing, isRaining, isSleeting, isSnowing, isStormy, isThundering, isUnderstood } from './weather-signs.js';

export type RoadConditions = 'GOOD' | 'WET' | 'SNOW' | 'ICE' | 'LOW_VISIBILITY' | 'HIGH_WIND';

/** Worst first. A thunderstorm wets the road, whether it names rain or not. */
const SIGNS: readonly (readonly [RoadConditions, (observation: WeatherObservation) => boolean])[] = [
  ['ICE', (observation) => isRainFreezing(observation) || isSleeting(observation)],
  ['SNOW', isSnowing],
  ['LOW_VISIBILITY', isHiding],
  ['HIGH_WIND', isStormy],
  ['WET', (observation) => isRaining(observation) || isThundering(observation)],
];

/**
 * What a road under this weather is like; of several hazards the worst one. Undefined when the observation says nothing to
 * judge by: what is unknown is never GOOD.
 *
 * - ICE: freezing rain, sleet, rain mixed with snow, or rain at 32 °F or less
 * - SNOW: any other snow
 * - LOW_VISIBILITY: less than half a mile, or fog, smoke or dust of which nobody measured how far one can see
 * - HIGH_WIND: wind of 40 mph, gusts of 50 mph, squalls or a tornado
 * - WET: rain, drizzle or a thunderstorm
 */
export function roadConditionsOf(observation: WeatherObservation): RoadConditions | undefined {
  const worst = SIGNS.find(([, isSeen]) => isSeen(observation));
  return worst?.[0] ?? (isUnderstood(observation) ? 'GOOD' : undefined);
}

const RANK: Readonly<Record<WeatherWarningSeverity, number>> = { SEVERE: 0, WARNING: 1, INFO: 2 };

/** Every hazard of the observation, not only the one that gives the road its name, most severe first; each only once. */
export function warningsOf(observation: WeatherObservation): readonly WeatherWarning[] {
  const sorted = hazardsOf(observation).toSorted((a, b) => RANK[a.severity] - RANK[b.severity]);
  return sorted.filter(({ kind, text }, index) => sorted.findIndex((other) => other.kind === kind && other.text === text) === index);
}
