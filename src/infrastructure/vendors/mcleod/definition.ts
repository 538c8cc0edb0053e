import type { VendorEndpoint, VendorField } from '../../../domain/integrations/vendor-description.js';
import { droppedEnd } from '../connection/mend-base-url.js';
import type { VendorDefinition } from '../vendor-definition.js';
import { checkMcleodConnection } from './mcleod-connection.js';
import { McleodLoadSource } from './mcleod-load-source.js';

const CREDENTIAL_FIELDS: readonly VendorField[] = [
  {
    name: 'username',
    label: 'User name',
    type: 'text',
    required: false,
    helpText: 'A LoadMaster user made for this purpose, who may read orders and drivers and nothing more.',
    placeholder: 'api-reader',
  },
  { name: 'password', label: 'Password', type: 'password', required: false, helpText: 'The password of that user.', placeholder: '', chosenByPerson: true },
  {
    name: 'apiToken',
    label: 'API token',
    type: 'password',
    required: false,
    helpText:
      'Instead of user name and password, where your server gives out tokens. It is sent as "Authorization: Bearer …"; '
      + 'your server decides whether it takes that, see its page /ws/docs. If both are given, the token is used.',
    placeholder: '',
  },
  {
    name: 'company',
    label: 'Company code',
    type: 'text',
    required: true,
    helpText: 'The code of the company in LoadMaster, up to four characters. Every request names it.',
    placeholder: 'TMS',
  },
];

const BASE_URL: VendorField = {
  name: 'baseUrl',
  label: 'Server address',
  type: 'url',
  required: true,
  helpText: 'Scheme, host and port of your LoadMaster server\'s web services. The same address with /ws/docs behind it shows its documentation.',
  placeholder: 'https://yourcompany.loadtracking.com:5690',
};

const ENDPOINTS: readonly VendorEndpoint[] = [
  { id: 'orders', name: 'Orders', description: 'Orders that are available or in progress, with first pickup and last delivery.' },
  { id: 'drivers', name: 'Drivers', description: 'Id, name and activity of drivers; nothing else of them is kept.' },
];

/** Our paths bring `/ws` themselves, so an address that ends in it (or in `/ws/docs`, as people copy it) would double it. */
const dropServicePath = droppedEnd(
  // Not behind another slash: a host may be called ws.
  /((?<=[^/])\/ws(\/docs)?)?\/*$/i,
  'The address must be scheme, host and port only, without /ws or a slash at the end. The rest was dropped.',
);

/** McLeod's LoadMaster. Every customer has a server of their own, which documents its API itself at `/ws/docs`. */
export const definition: VendorDefinition = {
  description: {
    id: 'MCLEOD_TMS',
    aliases: [],
    displayName: 'McLeod LoadMaster',
    description: 'Loads and drivers from your own McLeod LoadMaster server.',
    integrationType: 'TMS',
    icon: 'mcleod',
    helpUrl: 'https://www.mcleodsoftware.com',
    credentialFields: CREDENTIAL_FIELDS,
    credentialAlternatives: [['username', 'password'], ['apiToken']],
    configFields: [BASE_URL],
    endpoints: ENDPOINTS,
    contract: 'documented',
    simulated: false,
  },
  baseUrl: { configField: 'baseUrl', mend: dropServicePath },
  // McLeod publishes no rate limit. This one is our own, and low: the server is the customer's, and dispatchers work on it.
  rate: { permits: 5, windowMs: 1_000 },
  checkConnection: checkMcleodConnection,
  loadSource: (session) => new McleodLoadSource(session),
};
