import type { VendorField } from '../../../domain/integrations/vendor-description.js';
import { checkStationFeed } from '../station-contract/station-connection.js';
import { stationClient, StationFuelSource } from '../station-contract/station-fuel-source.js';
import type { VendorDefinition } from '../vendor-definition.js';

const NAME = 'GasBuddy';
const FEED = `The ${NAME} feed`;

const API_KEY: VendorField = {
  name: 'apiKey',
  label: 'API key',
  type: 'password',
  required: true,
  helpText: 'The key of the station feed at the address below. It is sent as X-API-Key.',
  placeholder: '',
};

const BASE_URL: VendorField = {
  name: 'baseUrl',
  label: 'Address of the station feed',
  type: 'url',
  required: true,
  helpText: 'What stands before /stations, for example https://fuel.example.com/v1. It must answer GET /stations?lat=&lon=&radius=&limit= with a list of stations.',
  placeholder: 'https://fuel.example.com/v1',
};

const WHERE_TO_LOOK = 'Check the address of the station feed in the configuration: it is what stands before /stations.';

/** A station feed at an address the customer gives. GasBuddy itself has no public API to read. */
export const definition: VendorDefinition = {
  description: {
    id: 'GASBUDDY_FUEL',
    aliases: [],
    displayName: NAME,
    description: 'GasBuddy has no public API. This reads a feed of fuel stations, in US dollars per US gallon, at an address you give, for example one '
      + 'you have by agreement with GasBuddy.',
    integrationType: 'FUEL_PRICE',
    icon: 'gasbuddy',
    helpUrl: 'https://www.gasbuddy.com',
    credentialFields: [API_KEY],
    configFields: [BASE_URL],
    endpoints: [{ id: 'stations', name: 'Stations', description: 'Fuel stations near a place with their prices.' }],
    contract: 'assumed',
    simulated: false,
  },
  baseUrl: { configField: 'baseUrl' },
  // A feed's own limits are not known; answers are cached, so few requests are made.
  checkConnection: (session) => checkStationFeed(session, FEED, WHERE_TO_LOOK),
  fuelSource: { preference: 3, priceKind: 'station', open: (session) => new StationFuelSource(stationClient(session, FEED)) },
};
