import type { ConnectionTester } from '../../../../src/application/integrations/ports/connection-tester.js';
import type { VendorConnection } from '../../../../src/application/integrations/ports/vendor-connection.js';
import type { ConnectionTestResult } from '../../../../src/domain/integrations/connection-test.js';

/** Answers what it is told to, and keeps the connections it was given. */
export class ScriptedConnectionTester implements ConnectionTester {
  readonly tried: VendorConnection[] = [];
  answer: ConnectionTestResult = {
    success: true,
    message: 'The vendor answers and the credentials work.',
    code: 'ok',
    latencyMs: 12,
    checkedAt: new Date('2026-03-02T08:00:00.000Z'),
    steps: [{ name: 'authentication', ok: true, detail: 'The key is accepted.' }],
  };

  async test(connection: VendorConnection): Promise<ConnectionTestResult> {
    this.tried.push(connection);
    return this.answer;
  }

  fail(message: string, code = 'credentials'): void {
    this.answer = { ...this.answer, success: false, message, code, steps: [{ name: 'authentication', ok: false, detail: message }] };
  }
}
