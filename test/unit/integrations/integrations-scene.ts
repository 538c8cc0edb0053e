import { CreateIntegration } from '../../../src/application/integrations/create-integration.js';
import type { CreateIntegrationInput } from '../../../src/application/integrations/create-integration.js';
import { OpenConnection } from '../../../src/application/integrations/open-connection.js';
import { UpdateIntegration } from '../../../src/application/integrations/update-integration.js';
import type { IntegrationChange } from '../../../src/application/integrations/update-integration.js';
import type { IntegrationView } from '../../../src/application/integrations/integration-view.js';
import { toUserId } from '../../../src/domain/shared/identifiers.js';
import type { IntegrationId } from '../../../src/domain/shared/identifiers.js';
import { CountingIds } from '../../support/doubles/counting-ids.js';
import { someTenant } from '../../support/doubles/identity/people.js';
import { InMemoryIntegrationContacts } from '../../support/doubles/integrations/in-memory-integration-contacts.js';
import { InMemoryVendorRegistry } from '../../support/doubles/integrations/in-memory-vendor-registry.js';
import { IntegrationTables } from '../../support/doubles/integrations/integration-tables.js';
import { ScriptedConnectionTester } from '../../support/doubles/integrations/scripted-connection-tester.js';
import { SIMULATED_VENDOR, someField, someVendor } from '../../support/doubles/integrations/vendors.js';
import { OWN_TRANSACTIONS } from '../../support/doubles/in-memory-unit-of-work.js';
import { ManualClock } from '../../support/doubles/manual-clock.js';

export const ACTOR = toUserId('0195fe10-0000-7000-8000-0000000000ad');

/** A vendor whose form asks for a port number too. */
const NUMBERED = someVendor({ id: 'NUMBERED', aliases: [], credentialFields: [someField('apiKey'), someField('port', { type: 'number' })] });

/** A vendor at the customer's own address, with two ways to let us in. */
const ON_PREMISES = someVendor({
  id: 'ON_PREMISES',
  aliases: [],
  credentialFields: [someField('username', { type: 'text', required: false }), someField('password', { required: false }), someField('apiToken', { required: false })],
  credentialAlternatives: [['username', 'password'], ['apiToken']],
  configFields: [someField('baseUrl', { type: 'url' })],
});

/** Everything the use cases of this context need, in memory, with a tenant `home`. */
export class IntegrationsScene {
  readonly clock = new ManualClock();
  readonly tables = new IntegrationTables();
  readonly work = this.tables.unitOfWork();
  readonly repositories = this.tables.repositories(OWN_TRANSACTIONS);
  readonly contacts = new InMemoryIntegrationContacts(this.tables, this.clock);
  readonly tester = new ScriptedConnectionTester();
  readonly registry: InMemoryVendorRegistry;
  readonly create: CreateIntegration;
  readonly open: OpenConnection;
  readonly home = someTenant().id;
  readonly #update: UpdateIntegration;

  constructor(production = false) {
    this.registry = new InMemoryVendorRegistry([someVendor(), SIMULATED_VENDOR, NUMBERED, ON_PREMISES], production);
    this.create = new CreateIntegration(this.work, this.registry, new CountingIds(), this.clock);
    this.open = new OpenConnection(this.repositories.integrations, this.repositories.credentials, this.registry);
    this.#update = new UpdateIntegration(this.work, this.registry, this.clock);
  }

  input(fields: Partial<CreateIntegrationInput> = {}): CreateIntegrationInput {
    return {
      actorId: ACTOR, tenantId: this.home, vendor: 'ACME_ELD', integrationType: 'HOS_ELD', displayName: 'Our Acme',
      credentials: { apiKey: 'key-0123456789' }, config: {}, syncIntervalSeconds: 300, ...fields,
    };
  }

  update(id: IntegrationId, change: IntegrationChange, expectedVersion?: number): Promise<IntegrationView> {
    return this.#update.execute({ actorId: ACTOR, tenantId: this.home, id, change, expectedVersion });
  }

  /** The stored credentials as plain text, where they can be read. */
  async stored(id: IntegrationId): Promise<Record<string, string>> {
    const values = await this.repositories.credentials.load(this.home, id);
    return Object.fromEntries(Object.entries(values).map(([field, value]) => [field, value === 'unreadable' ? value : value.reveal()]));
  }

  /** What was written to the audit log, oldest first. */
  get audited(): string[] {
    return this.tables.audit.rows().map(({ action }) => action);
  }
}
