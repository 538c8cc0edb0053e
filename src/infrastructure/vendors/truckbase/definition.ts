import type { VendorEndpoint, VendorField } from '../../../domain/integrations/vendor-description.js';
import type { VendorDefinition } from '../vendor-definition.js';
import { checkTruckbaseConnection } from './truckbase-connection.js';
import { TruckbaseLoadSource } from './truckbase-load-source.js';

const API_KEY: VendorField = {
  name: 'apiKey',
  label: 'API key',
  type: 'password',
  required: true,
  helpText: 'Truckbase\'s API is private: ask Truckbase support for access. They give a key and a secret; both are needed.',
  placeholder: 'tb_key_…',
};

const API_SECRET: VendorField = {
  name: 'apiSecret',
  label: 'API secret',
  type: 'password',
  required: true,
  helpText: 'The secret that came with the API key.',
  placeholder: 'tb_secret_…',
};

const ENDPOINTS: readonly VendorEndpoint[] = [
  { id: 'loads', name: 'Loads', description: 'Active loads: status, places, appointments, driver and miles.' },
];

/**
 * Truckbase's TMS. Its API is private, so nothing here is the vendor's published contract: host, headers, paths, shapes
 * and words are what we assume until a customer with access confirms them.
 */
export const definition: VendorDefinition = {
  description: {
    id: 'TRUCKBASE_TMS',
    aliases: [],
    displayName: 'Truckbase',
    description: 'Loads from Truckbase. Its API is private and our reading of it is not yet confirmed: test the connection before you rely on it.',
    integrationType: 'TMS',
    icon: 'truckbase',
    helpUrl: 'https://www.truckbase.com',
    credentialFields: [API_KEY, API_SECRET],
    configFields: [],
    endpoints: ENDPOINTS,
    contract: 'assumed',
    simulated: false,
  },
  baseUrl: { setting: 'TRUCKBASE_API_URL', default: 'https://api.truckbase.io/v1' },
  // Truckbase states no rate limit. This one is our own: a sync is one request, a person's question one more.
  rate: { permits: 5, windowMs: 1_000 },
  checkConnection: checkTruckbaseConnection,
  loadSource: (session) => new TruckbaseLoadSource(session),
};
