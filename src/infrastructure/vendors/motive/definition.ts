import type { VendorEndpoint, VendorField } from '../../../domain/integrations/vendor-description.js';
import { defaultRulesetField } from '../connection/default-ruleset-field.js';
import { droppedEnd } from '../connection/mend-base-url.js';
import type { VendorDefinition } from '../vendor-definition.js';
import { webhookSecretField } from '../webhooks/webhook-secret-field.js';
import { checkMotiveConnection } from './motive-connection.js';
import { MotiveHosSource } from './motive-hos-source.js';
import { motiveWebhook } from './motive-webhook.js';

const API_KEY: VendorField = {
  name: 'apiKey',
  label: 'API key',
  type: 'password',
  required: true,
  helpText: 'In the Motive dashboard: Admin, Developers, Request API Key. A key in test mode is enough: we only read.',
  placeholder: '01234567-89ab-…',
};

const WEBHOOK_SECRET = webhookSecretField(
  'Only if Motive sends webhooks to us: the 20 characters given to Motive as the secret of the webhook. Motive then tells '
  + 'us at once when a duty status changes; hours are still read on schedule.',
  '20 characters',
);

const DEFAULT_RULESET = defaultRulesetField('Motive', { missing: 'no cycle', sent: 'A cycle or exception' });

const ENDPOINTS: readonly VendorEndpoint[] = [
  { id: 'drivers', name: 'Drivers', description: 'The active drivers of the fleet and the cycle each works under.' },
  { id: 'available-time', name: 'Available time', description: 'Duty status and hours left of every driver.' },
];

/** Motive's paths start with their version; with one on the base as well they would answer 404. */
const dropVersion = droppedEnd(
  /\/v[123]\/*$/,
  'MOTIVE_API_URL must not end in a version: Motive\'s paths bring their own. It was dropped.',
);

/** Motive's ELD, formerly KeepTruckin (developer.gomotive.com). */
export const definition: VendorDefinition = {
  description: {
    id: 'MOTIVE_ELD',
    aliases: ['KEEPTRUCKIN_ELD'],
    displayName: 'Motive',
    description: 'Drivers and hours of service from Motive ELD (formerly KeepTruckin).',
    integrationType: 'HOS_ELD',
    icon: 'motive',
    helpUrl: 'https://developer.gomotive.com/docs/authentication',
    credentialFields: [API_KEY, WEBHOOK_SECRET],
    configFields: [DEFAULT_RULESET],
    endpoints: ENDPOINTS,
    contract: 'documented',
    simulated: false,
  },
  baseUrl: { setting: 'MOTIVE_API_URL', default: 'https://api.gomotive.com', mend: dropVersion },
  // Motive publishes no rate limit. This one is our own: a fleet of 1,000 drivers is read in four seconds.
  rate: { permits: 5, windowMs: 1_000 },
  checkConnection: checkMotiveConnection,
  hosSource: (session) => new MotiveHosSource(session),
  webhook: motiveWebhook,
};
