import type { Integration } from '../../../../src/domain/integrations/integration.js';
import type { VendorDescription, VendorField } from '../../../../src/domain/integrations/vendor-description.js';
import { toIntegrationId } from '../../../../src/domain/shared/identifiers.js';
import type { TenantId } from '../../../../src/domain/shared/identifiers.js';
import { CountingIds } from '../counting-ids.js';

export function someField(name: string, fields: Partial<VendorField> = {}): VendorField {
  return { name, label: name, type: 'password', required: true, helpText: '', placeholder: '', ...fields };
}

/** A vendor with a required key, an optional secret, an open account name and two config fields. */
export function someVendor(fields: Partial<VendorDescription> = {}): VendorDescription {
  return {
    id: 'ACME_ELD',
    aliases: ['OLD_ACME_ELD'],
    displayName: 'Acme',
    description: 'Drivers and hours of service from Acme.',
    integrationType: 'HOS_ELD',
    icon: 'acme',
    helpUrl: 'https://acme.example/help',
    credentialFields: [
      someField('apiKey'),
      someField('webhookSecret', { required: false }),
      someField('account', { type: 'text', required: false }),
    ],
    configFields: [someField('region', { type: 'text', required: false, options: ['us', 'eu'] }), someField('depth', { type: 'number', required: false })],
    endpoints: [],
    contract: 'assumed',
    simulated: false,
    ...fields,
  };
}

export const SIMULATED_VENDOR = someVendor({ id: 'MOCK_ACME', aliases: [], displayName: 'Acme (simulated)', simulated: true });

const ids = new CountingIds(0xcafe);
const CREATED = new Date('2026-03-01T00:00:00.000Z');

/** An enabled, never reached integration with an id of its own. */
export function someIntegration(tenantId: TenantId, fields: Partial<Integration> = {}): Integration {
  return {
    id: toIntegrationId(ids.next()),
    tenantId,
    vendor: 'ACME_ELD',
    integrationType: 'HOS_ELD',
    displayName: 'Our Acme',
    enabled: true,
    condition: 'unreached',
    config: {},
    syncIntervalSeconds: 300,
    nextSyncAt: CREATED,
    contact: { lastSyncAt: undefined, lastSuccessAt: undefined, lastErrorAt: undefined, lastErrorMessage: undefined },
    version: 1,
    createdAt: CREATED,
    updatedAt: CREATED,
    ...fields,
  };
}
