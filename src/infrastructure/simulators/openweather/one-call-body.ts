import type { LivingWeather } from './living-weather.js';
import type { Sighting, WireBody } from './weather-body.js';

const HOUR_S = 3600;

/** The body of `GET /data/3.0/onecall` with all blocks but the alerts excluded. The key `alerts` is absent when there are none. */
export function oneCallBody(truth: LivingWeather, { latitude, longitude, observedAt }: Sighting): WireBody {
  const alerts = alertsIn(truth).map(([event, description]) => {
    const start = Math.floor(observedAt.getTime() / 1000 / HOUR_S) * HOUR_S - HOUR_S;
    return { sender_name: 'NWS Simulated', event, start, end: start + 6 * HOUR_S, description, tags: [] };
  });
  return {
    lat: latitude,
    lon: longitude,
    timezone: 'Etc/UTC',
    timezone_offset: 0,
    ...(alerts.length > 0 ? { alerts } : {}),
  };
}

/** Criteria as the National Weather Service has them, in metric units. */
function alertsIn(truth: LivingWeather): readonly (readonly [event: string, description: string])[] {
  const mph = truth.gustMetresPerSecond * 2.236936;
  const found: (readonly [string, string] | false)[] = [
    mph >= 58 && ['High Wind Warning', 'Damaging winds. Travel is difficult, above all for high vehicles.'],
    mph >= 46 && mph < 58 && ['Wind Advisory', 'Gusty winds. Use extra caution with high vehicles.'],
    truth.fall === 'freezing-rain' && ['Ice Storm Warning', 'Ice on roads and bridges. Travel is dangerous.'],
    truth.fall === 'snow' && truth.fallMmPerHour > 3 && ['Winter Storm Warning', 'Heavy snow. Travel may be impossible.'],
    truth.fog && ['Dense Fog Advisory', 'Visibility of one quarter mile or less in dense fog.'],
    truth.thunder && ['Severe Thunderstorm Watch', 'Storms with hail and gusts are possible.'],
  ];
  return found.filter((alert) => alert !== false);
}
