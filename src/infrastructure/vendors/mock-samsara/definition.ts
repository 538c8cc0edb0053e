import { definition as samsara } from '../samsara/definition.js';
import type { VendorDefinition } from '../vendor-definition.js';

/** The simulated fleet pushes nothing. */
const { webhook, ...pulled } = samsara;

/**
 * A simulated fleet behind Samsara's contract: the same adapter, talking to `startSamsaraSimulator`. Its address reaches
 * the registry through the setting; `.invalid` never resolves (RFC 2606), so without a simulator nothing answers.
 */
export const definition: VendorDefinition = {
  ...pulled,
  description: {
    ...samsara.description,
    id: 'MOCK_SAMSARA',
    displayName: 'Samsara (simulated)',
    description: 'A simulated fleet that lives: for trying out, never for real drivers.',
    credentialFields: samsara.description.credentialFields
      .filter((field) => field.name === 'apiKey')
      .map((field) => ({
        ...field,
        helpText: 'Anything but a word starting with "revoked", which the simulator refuses like a revoked token.',
        placeholder: 'demo-token',
      })),
    configFields: [],
    simulated: true,
  },
  baseUrl: { setting: 'MOCK_SAMSARA_API_URL', default: 'http://mock-samsara-is-not-running.invalid' },
};
