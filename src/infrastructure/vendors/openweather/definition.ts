import type { VendorEndpoint, VendorField } from '../../../domain/integrations/vendor-description.js';
import type { VendorDefinition } from '../vendor-definition.js';
import { checkOpenWeatherConnection } from './openweather-connection.js';
import { OpenWeatherSource } from './openweather-source.js';

const API_KEY: VendorField = {
  name: 'apiKey',
  label: 'API key',
  type: 'password',
  required: true,
  helpText: 'At openweathermap.org: your name, My API keys. The free plan is enough. A new key takes up to 2 hours to become active.',
  placeholder: '32 letters and digits',
};

const ALERTS: VendorField = {
  name: 'alerts',
  label: 'Read weather alerts',
  type: 'text',
  required: false,
  helpText:
    'Alerts of weather services come from One Call 3.0, which is a separate subscription ("One Call by Call") at OpenWeather and '
    + 'takes a second request for each reading. Leave this at "false" without it.',
  placeholder: 'false',
  options: ['true', 'false'],
};

const ENDPOINTS: readonly VendorEndpoint[] = [
  { id: 'current', name: 'Current weather', description: 'Weather, road conditions and warnings at a place.' },
];

/** OpenWeather: current weather 2.5, and alerts from One Call 3.0 (openweathermap.org/api). */
export const definition: VendorDefinition = {
  description: {
    id: 'OPENWEATHER',
    aliases: [],
    displayName: 'OpenWeather',
    description: 'Current weather along the road, and alerts of weather services.',
    integrationType: 'WEATHER',
    icon: 'openweather',
    helpUrl: 'https://openweathermap.org/appid',
    credentialFields: [API_KEY],
    configFields: [ALERTS],
    endpoints: ENDPOINTS,
    contract: 'documented',
    simulated: false,
  },
  baseUrl: { setting: 'OPENWEATHER_API_URL', default: 'https://api.openweathermap.org/data/2.5', mend: dropVersion },
  // 60 requests a minute in the free plan (openweathermap.org/price).
  rate: { permits: 60, windowMs: 60_000 },
  checkConnection: checkOpenWeatherConnection,
  weatherSource: (session) => new OpenWeatherSource(session),
};

/** Operators write the address with `/data/2.5`; alerts are below `/data/3.0` of the same host, so our paths bring their own. */
function dropVersion(url: string): { readonly url: string; readonly warning?: string } {
  const mended = url.replace(/\/data\/\d+(\.\d+)?\/*$/, '');
  if (mended === url || /\/data\/2\.5\/*$/.test(url)) return { url: mended };
  return { url: mended, warning: 'OPENWEATHER_API_URL must end in /data/2.5 or in the bare host. Another version was dropped.' };
}
