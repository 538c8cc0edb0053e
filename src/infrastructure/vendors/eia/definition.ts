import type { VendorField } from '../../../domain/integrations/vendor-description.js';
import type { VendorDefinition } from '../vendor-definition.js';
import { eiaClient } from './eia-client.js';
import { checkEiaConnection } from './eia-connection.js';
import { EiaFuelSource } from './eia-fuel-source.js';

const API_KEY: VendorField = {
  name: 'apiKey',
  label: 'API key',
  type: 'password',
  required: true,
  helpText: 'Free from eia.gov/opendata/register.php; it comes by mail.',
  placeholder: '',
};

/** Open data of the U.S. Energy Information Administration (eia.gov/opendata). Public domain. */
export const definition: VendorDefinition = {
  description: {
    id: 'EIA_FUEL',
    aliases: [],
    displayName: 'EIA diesel averages',
    description: 'Weekly average prices of diesel by region from the U.S. Energy Information Administration. These are regional averages, never the '
      + 'price of a station; they are used when no other source has stations.',
    integrationType: 'FUEL_PRICE',
    icon: 'eia',
    helpUrl: 'https://www.eia.gov/opendata/',
    credentialFields: [API_KEY],
    configFields: [],
    endpoints: [{ id: 'averages', name: 'Regional averages', description: 'What diesel costs on average in a region of the USA, week by week.' }],
    contract: 'documented',
    simulated: false,
  },
  baseUrl: { setting: 'EIA_API_URL', default: 'https://api.eia.gov/v2' },
  // No rate limit is published; answers are cached and change once a week, so few requests are made.
  checkConnection: checkEiaConnection,
  fuelSource: { preference: 1, priceKind: 'regional_average', open: (session) => new EiaFuelSource(eiaClient(session)) },
};
