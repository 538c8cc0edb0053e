import type { VendorField } from '../../../domain/integrations/vendor-description.js';
import type { VendorDefinition } from '../vendor-definition.js';
import { hereClient } from './here-client.js';
import { checkHereConnection } from './here-connection.js';
import { HereFuelSource } from './here-fuel-source.js';

const API_KEY: VendorField = {
  name: 'apiKey',
  label: 'API key',
  type: 'password',
  required: true,
  helpText: 'In the HERE platform: Access Manager, Apps, your app, API Keys. The plan of the app must include Fuel Prices.',
  placeholder: '',
};

/** HERE Fuel Prices (docs.here.com/fuel-prices). */
export const definition: VendorDefinition = {
  description: {
    id: 'HERE_FUEL',
    aliases: [],
    displayName: 'HERE Fuel Prices',
    description: 'Stations with diesel prices from HERE, per US gallon and in the currency of the station.',
    integrationType: 'FUEL_PRICE',
    icon: 'here',
    helpUrl: 'https://docs.here.com/fuel-prices/docs',
    credentialFields: [API_KEY],
    configFields: [],
    endpoints: [{ id: 'stations', name: 'Diesel stations', description: 'Stations near a place that sell diesel, with their prices.' }],
    contract: 'documented',
    simulated: false,
  },
  baseUrl: { setting: 'HERE_FUEL_API_URL', default: 'https://fuel.hereapi.com/v3' },
  // No rate limit is published; answers are cached, so few requests are made.
  checkConnection: checkHereConnection,
  fuelSource: { preference: 1, priceKind: 'station', open: (session) => new HereFuelSource(hereClient(session)) },
};
