import type { ConnectionTestResult } from '../../domain/integrations/connection-test.js';
import { CredentialsUnreadableError } from '../../domain/integrations/errors.js';
import type { IntegrationId, TenantId } from '../../domain/shared/identifiers.js';
import type { Clock } from '../shared/clock.js';
import type { OpenConnection } from './open-connection.js';
import type { ConnectionTester } from './ports/connection-tester.js';
import type { IntegrationContacts } from './ports/integration-contacts.js';

/** Tries a stored integration and remembers the outcome: ACTIVE when it works, ERROR when not. */
export class TestIntegration {
  constructor(
    private readonly connections: OpenConnection,
    private readonly tester: ConnectionTester,
    private readonly contacts: IntegrationContacts,
    private readonly clock: Clock,
  ) {}

  /** Throws `IntegrationNotFoundError`. A connection that does not work is a result, not an error. */
  async execute(tenantId: TenantId, id: IntegrationId): Promise<ConnectionTestResult> {
    const result = await this.tryStored(tenantId, id);
    if (result.success) await this.contacts.recordSuccess(tenantId, id);
    else await this.contacts.recordFailure(tenantId, id, result.message);
    return result;
  }

  private async tryStored(tenantId: TenantId, id: IntegrationId): Promise<ConnectionTestResult> {
    try {
      return await this.tester.test(await this.connections.execute(tenantId, id, true));
    } catch (error) {
      if (!(error instanceof CredentialsUnreadableError)) throw error;
      const step = { name: 'credentials', ok: false, detail: error.message };
      const checkedAt = this.clock.now();
      return { success: false, message: error.message, code: error.code, latencyMs: 0, checkedAt, steps: [step] };
    }
  }
}
