import type { VendorField } from '../../../domain/integrations/vendor-description.js';
import { checkStationFeed } from '../station-contract/station-connection.js';
import { stationClient, StationFuelSource } from '../station-contract/station-fuel-source.js';
import type { VendorDefinition } from '../vendor-definition.js';

const NAME = 'Fuel Finder';

const API_KEY: VendorField = {
  name: 'apiKey',
  label: 'API key',
  type: 'password',
  required: true,
  helpText: 'The key Fuel Finder gave you for its station feed.',
  placeholder: 'ff_…',
};

/** Fuel Finder's station feed. No public documentation of it is known: the contract is ours until Fuel Finder confirms it. */
export const definition: VendorDefinition = {
  description: {
    id: 'FUELFINDER_FUEL',
    aliases: [],
    displayName: NAME,
    description: 'Truck stops with diesel and gasoline prices from Fuel Finder, in US dollars per US gallon. Fuel Finder has yet to confirm this contract.',
    integrationType: 'FUEL_PRICE',
    icon: 'fuelfinder',
    helpUrl: 'https://api.fuelfinder.com',
    credentialFields: [API_KEY],
    configFields: [],
    endpoints: [{ id: 'stations', name: 'Stations', description: 'Fuel stations near a place with their prices.' }],
    contract: 'assumed',
    simulated: false,
  },
  baseUrl: { setting: 'FUELFINDER_API_URL', default: 'https://api.fuelfinder.com/v1' },
  // No rate limit is published; answers are cached, so few requests are made.
  checkConnection: (session) => checkStationFeed(session, NAME, 'Check FUELFINDER_API_URL: it ends in the version, for example /v1.'),
  fuelSource: { preference: 2, priceKind: 'station', open: (session) => new StationFuelSource(stationClient(session, NAME)) },
};
