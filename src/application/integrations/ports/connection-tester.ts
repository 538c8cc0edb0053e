import type { ConnectionTestResult } from '../../../domain/integrations/connection-test.js';
import type { VendorConnection } from './vendor-connection.js';

/** Tries a connection: one attempt per step, ten seconds in all. Never throws for a connection that does not work. */
export interface ConnectionTester {
  test(connection: VendorConnection): Promise<ConnectionTestResult>;
}
