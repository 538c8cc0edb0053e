import type { VendorField } from '../../../domain/integrations/vendor-description.js';
import { droppedEnd } from '../connection/mend-base-url.js';
import type { VendorDefinition } from '../vendor-definition.js';
import { checkPemsConnection } from './pems-connection.js';

const CREDENTIAL_FIELDS: readonly VendorField[] = [
  {
    name: 'username',
    label: 'User name',
    type: 'text',
    required: false,
    helpText: 'A PEMS user made for this purpose, who may read and change PFA records.',
    placeholder: 'fleetbridge',
  },
  { name: 'password', label: 'Password', type: 'password', required: false, helpText: 'The password of that user.', placeholder: '', chosenByPerson: true },
  {
    name: 'token',
    label: 'Token',
    type: 'password',
    required: false,
    helpText: 'Instead of user name and password, where your PEMS gives out tokens. If both are given, the token is used.',
    placeholder: '',
  },
  { name: 'tenant', label: 'PEMS tenant', type: 'text', required: true, helpText: 'The name of your company at PEMS. Every request carries it.', placeholder: 'ACME_PROD' },
  {
    name: 'organization',
    label: 'PEMS organization',
    type: 'text',
    required: true,
    helpText: 'The code of the organization whose records are meant. Every request carries it.',
    placeholder: 'ORG1',
  },
];

const BASE_URL: VendorField = {
  name: 'baseUrl',
  label: 'Server address',
  type: 'url',
  required: true,
  helpText: 'The address of your PEMS, up to where /api/pems begins.',
  placeholder: 'https://pems.example.com',
};

/** Our paths bring `/api/pems` themselves, so an address that ends in it would double it. */
const dropApiPath = droppedEnd(/\/api\/pems(\/pfa|\/health)?\/*$/i, 'The address must end before /api/pems. The rest was dropped.');

/**
 * PEMS, the asset-management system that owns PFA records. The contract is assumed: PEMS publishes none with versions, so
 * this one stands until a customer's PEMS confirms it. The connection can be made and tested; no port is served from here
 * yet: reading and writing records is a part of its own.
 */
export const definition: VendorDefinition = {
  description: {
    id: 'PEMS_EAM',
    aliases: [],
    displayName: 'PEMS',
    description: 'PFA records of equipment: plans, forecasts and actuals, read from PEMS and written back.',
    integrationType: 'ASSET_MANAGEMENT',
    icon: 'pems',
    helpUrl: 'https://hexagon.com/products/hxgn-eam',
    credentialFields: CREDENTIAL_FIELDS,
    credentialAlternatives: [['username', 'password'], ['token']],
    configFields: [BASE_URL],
    endpoints: [],
    contract: 'assumed',
    simulated: false,
  },
  baseUrl: { configField: 'baseUrl', mend: dropApiPath },
  // At most ten requests in any second, evenly spaced: one permit every 102 ms, which leaves room for the clocks of replicas.
  rate: { permits: 1, windowMs: 102 },
  checkConnection: checkPemsConnection,
};
