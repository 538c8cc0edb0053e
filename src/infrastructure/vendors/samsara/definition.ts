import type { VendorEndpoint, VendorField } from '../../../domain/integrations/vendor-description.js';
import { defaultRulesetField } from '../connection/default-ruleset-field.js';
import { droppedEnd } from '../connection/mend-base-url.js';
import type { VendorDefinition } from '../vendor-definition.js';
import { webhookSecretField } from '../webhooks/webhook-secret-field.js';
import { checkSamsaraConnection } from './samsara-connection.js';
import { SamsaraHosSource } from './samsara-hos-source.js';
import { samsaraWebhook } from './samsara-webhook.js';

const API_KEY: VendorField = {
  name: 'apiKey',
  label: 'API token',
  type: 'password',
  required: true,
  helpText:
    'In Samsara: Settings, API Tokens, Add an API Token, with the scopes "Read Drivers" and "Read ELD Compliance Settings (US)". '
    + 'A token limited to a tag sees only the drivers of that tag.',
  placeholder: 'samsara_api_…',
};

const WEBHOOK_SECRET = webhookSecretField(
  'Only if Samsara sends webhooks to us: the secret key Samsara shows for the webhook, as it stands there (Base64). '
  + 'Samsara never pushes hours of service; those are read on schedule.',
  'c2VjcmV0…',
);

const DEFAULT_RULESET = defaultRulesetField('Samsara', { missing: 'none', sent: 'A ruleset, override or exemption' });

const ENDPOINTS: readonly VendorEndpoint[] = [
  { id: 'drivers', name: 'Drivers', description: 'The active drivers of the fleet and the rules each works under.' },
  { id: 'hos-clocks', name: 'HOS clocks', description: 'Duty status, hours left and overruns of every driver.' },
];

/** With `/v1` on the base every current Samsara path answers 404. */
const dropVersion = droppedEnd(
  /\/v1\/*$/,
  'SAMSARA_API_URL must not end in /v1: Samsara has no current path below it. It was dropped.',
);

/** Samsara's ELD (developers.samsara.com). */
export const definition: VendorDefinition = {
  description: {
    id: 'SAMSARA_ELD',
    aliases: [],
    displayName: 'Samsara',
    description: 'Drivers and hours of service from Samsara ELD.',
    integrationType: 'HOS_ELD',
    icon: 'samsara',
    helpUrl: 'https://developers.samsara.com/docs/authentication',
    credentialFields: [API_KEY, WEBHOOK_SECRET],
    configFields: [DEFAULT_RULESET],
    endpoints: ENDPOINTS,
    contract: 'documented',
    simulated: false,
  },
  baseUrl: { setting: 'SAMSARA_API_URL', default: 'https://api.samsara.com', mend: dropVersion },
  // 150 requests a second per token (developers.samsara.com, Rate Limits).
  rate: { permits: 150, windowMs: 1_000 },
  checkConnection: checkSamsaraConnection,
  hosSource: (session) => new SamsaraHosSource(session),
  webhook: samsaraWebhook,
};
