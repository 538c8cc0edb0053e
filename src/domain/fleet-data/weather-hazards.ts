import type { WeatherAlert, WeatherObservation, WeatherWarning, WeatherWarningSeverity } from './weather.js';
import { HIGH_GUST_MPH, HIGH_WIND_MPH, isHiding, isRainFreezing, isSleeting, isSnowing, isThundering, LOW_VISIBILITY_MILES, says, SQUALLS, TORNADO } from './weather-signs.js';

/** Criteria of the National Weather Service. A Wind Advisory: sustained 31 to 39 mph, or gusts of 46 to 57 mph. */
const ADVISORY_WIND_MPH = 31;
const ADVISORY_GUST_MPH = 46;
/** A High Wind Warning: sustained 40 mph or more, or gusts of 58 mph or more. */
const WARNING_GUST_MPH = 58;
/** A Dense Fog Advisory: a quarter of a mile. */
const DENSE_FOG_MILES = 0.25;
const REDUCED_VISIBILITY_MILES = 1;
/** A heat index of 105 °F is what a Heat Advisory starts at in most of its offices. */
const EXTREME_HEAT_F = 105;
/** Brakes freeze, and diesel gels unless it is treated. */
const EXTREME_COLD_F = -10;
/** The American Meteorological Society calls rain heavy from here on, in inches per hour. */
const HEAVY_RAIN_INCHES = 0.3;
/** Heavy, very heavy and extreme rain; heavy showers. */
const HEAVY_RAIN: readonly number[] = [502, 503, 504, 522];
const HEAVY_THUNDERSTORMS: readonly number[] = [202, 212, 221, 232];
const HEAVY_SNOW: readonly number[] = [602, 622];
const LIGHT_SNOW: readonly number[] = [600, 620];
const ALERT_LENGTH = 500;

type Hazard = (observation: WeatherObservation) => WeatherWarning | undefined;

const sayAny = (observation: WeatherObservation, codes: readonly number[]): boolean => codes.some((code) => says(observation, code));

const warning = (kind: WeatherWarning['kind'], severity: WeatherWarningSeverity, text: string): WeatherWarning => ({ kind, severity, text });

const HAZARDS: readonly Hazard[] = [
  (seen) => (says(seen, TORNADO) ? warning('tornado', 'SEVERE', 'Tornado. Do not drive towards it; look for shelter.') : undefined),
  ice,
  snow,
  visibility,
  wind,
  (seen) => (says(seen, SQUALLS) ? warning('squall', 'WARNING', 'Squalls: sudden strong gusts.') : undefined),
  thunderstorm,
  rain,
  temperature,
];

/** Every hazard in the order of the kinds, then the alerts of weather services that are not over, or that they could not be had. */
export function hazardsOf(observation: WeatherObservation): readonly WeatherWarning[] {
  const seen = HAZARDS.map((hazard) => hazard(observation)).filter((found) => found !== undefined);
  return [...seen, ...alertsOf(observation)];
}

function alertsOf({ alerts = [], observedAt }: WeatherObservation): readonly WeatherWarning[] {
  if (alerts === 'unavailable') return [warning('alert', 'INFO', 'The alerts of weather services could not be read. There may be some.')];
  return alerts.filter(({ endsAt }) => endsAt === undefined || endsAt >= observedAt).map(alertWarning);
}

function ice(observation: WeatherObservation): WeatherWarning | undefined {
  if (isRainFreezing(observation)) return warning('ice', 'SEVERE', 'Rain freezes on the road: expect black ice.');
  return isSleeting(observation) ? warning('ice', 'WARNING', 'Sleet: expect ice on the road.') : undefined;
}

function snow(observation: WeatherObservation): WeatherWarning | undefined {
  if (!isSnowing(observation)) return undefined;
  if (sayAny(observation, HEAVY_SNOW)) return warning('snow', 'SEVERE', 'Heavy snow.');
  return sayAny(observation, LIGHT_SNOW) ? warning('snow', 'INFO', 'Light snow.') : warning('snow', 'WARNING', 'Snow.');
}

function visibility(observation: WeatherObservation): WeatherWarning | undefined {
  const { visibilityMiles: miles } = observation;
  if (miles === undefined) return isHiding(observation) ? warning('visibility', 'WARNING', 'Fog, smoke or dust: expect poor visibility.') : undefined;
  if (miles >= REDUCED_VISIBILITY_MILES) return undefined;
  const word = miles < LOW_VISIBILITY_MILES ? 'Low' : 'Reduced';
  return warning('visibility', miles <= DENSE_FOG_MILES ? 'SEVERE' : 'WARNING', `${word} visibility: ${rounded(miles, 2)} miles.`);
}

function wind({ windSpeedMph: speed = 0, windGustMph: gust = 0 }: WeatherObservation): WeatherWarning | undefined {
  if (speed < ADVISORY_WIND_MPH && gust < ADVISORY_GUST_MPH) return undefined;
  const word = speed >= HIGH_WIND_MPH || gust >= HIGH_GUST_MPH ? 'High wind' : 'Strong wind';
  const severity = speed >= HIGH_WIND_MPH || gust >= WARNING_GUST_MPH ? 'SEVERE' : 'WARNING';
  return warning('wind', severity, `${word}: ${windText(speed, gust)}. Take care with empty and high trailers.`);
}

/** Gusts that are no stronger than the wind add nothing, and a wind that was not measured is not called 0. */
function windText(speed: number, gust: number): string {
  const sustained = `${rounded(speed)} mph`;
  if (gust <= speed) return sustained;
  return speed > 0 ? `${sustained}, gusts of ${rounded(gust)} mph` : `gusts of ${rounded(gust)} mph`;
}

function thunderstorm(observation: WeatherObservation): WeatherWarning | undefined {
  if (!isThundering(observation)) return undefined;
  if (sayAny(observation, HEAVY_THUNDERSTORMS)) return warning('thunderstorm', 'SEVERE', 'Heavy thunderstorm.');
  return warning('thunderstorm', 'WARNING', 'Thunderstorm.');
}

function rain(observation: WeatherObservation): WeatherWarning | undefined {
  const heavy = observation.rainInchesPerHour >= HEAVY_RAIN_INCHES || sayAny(observation, HEAVY_RAIN);
  return heavy ? warning('rain', 'WARNING', 'Heavy rain: expect standing water.') : undefined;
}

/** Heat is what it feels like (the heat index); cold is what the thermometer says, which is what brakes and fuel feel. */
function temperature({ temperatureF, feelsLikeF }: WeatherObservation): WeatherWarning | undefined {
  if (temperatureF !== undefined && temperatureF <= EXTREME_COLD_F) return warning('cold', 'WARNING', `Extreme cold: ${rounded(temperatureF)} °F.`);
  const known = [temperatureF, feelsLikeF].filter((value) => value !== undefined);
  const hottest = Math.max(...known);
  return hottest >= EXTREME_HEAT_F ? warning('heat', 'WARNING', `Extreme heat: feels like ${rounded(hottest)} °F.`) : undefined;
}

function alertWarning({ event, text }: WeatherAlert): WeatherWarning {
  const said = [event, text].filter((part) => part !== '').join(': ');
  const short = said.length > ALERT_LENGTH ? `${said.slice(0, ALERT_LENGTH - 1).toWellFormed()}…` : said;
  return warning('alert', alertSeverity(event), short === '' ? 'A weather service has issued an alert without a text.' : short);
}

/** The words of the National Weather Service: a warning means danger now, a statement informs. All else needs attention. */
function alertSeverity(event: string): WeatherWarningSeverity {
  if (/\bwarning\b/i.test(event)) return 'SEVERE';
  return /\b(statement|outlook)\b/i.test(event) ? 'INFO' : 'WARNING';
}

function rounded(value: number, digits = 0): string {
  return String(Number(value.toFixed(digits)));
}
