import type { ConnectionTestResult } from '../../domain/integrations/connection-test.js';
import type { VendorId } from '../../domain/integrations/vendor-description.js';
import type { FormValues } from '../../domain/integrations/vendor-form.js';
import type { TenantId } from '../../domain/shared/identifiers.js';
import type { ConnectionTester } from './ports/connection-tester.js';
import type { VendorRegistry } from './ports/vendor-registry.js';
import { readConfig, readCredentials, requireVendor } from './vendor-input.js';

export interface TestUnsavedConnectionInput {
  readonly tenantId: TenantId;
  readonly vendor: VendorId;
  readonly credentials: FormValues;
  readonly config: FormValues;
}

/** Tries credentials before they are saved. Nothing is stored. */
export class TestUnsavedConnection {
  constructor(
    private readonly registry: VendorRegistry,
    private readonly tester: ConnectionTester,
  ) {}

  /** Throws `UnknownVendorError`, `VendorNotAllowedError`, `InvalidCredentialsError`, `InvalidConfigError`. */
  execute({ tenantId, vendor, credentials, config }: TestUnsavedConnectionInput): Promise<ConnectionTestResult> {
    const description = requireVendor(this.registry, vendor);
    return this.tester.test({
      tenantId,
      integrationId: undefined,
      vendor: description.id,
      credentials: readCredentials(description, credentials),
      config: readConfig(this.registry, description, config),
    });
  }
}
