import type { ConnectionTester } from '../../application/integrations/ports/connection-tester.js';
import type { VendorConnection } from '../../application/integrations/ports/vendor-connection.js';
import type { ConnectionTestResult, ConnectionTestStep } from '../../domain/integrations/connection-test.js';
import { VendorError } from '../../domain/shared/vendor-error.js';
import type { VendorSessions } from './vendor-sessions.js';

const DEADLINE_MS = 10_000;

/** Runs a vendor's own checks until one fails: one attempt each, ten seconds in all. */
export class VendorConnectionTester implements ConnectionTester {
  constructor(private readonly sessions: VendorSessions) {}

  async test(connection: VendorConnection): Promise<ConnectionTestResult> {
    const startedAt = performance.now();
    const limits = { maxAttempts: 1, attemptTimeoutMs: DEADLINE_MS, operationDeadlineMs: DEADLINE_MS };
    const session = this.sessions.openForTest(connection, limits);
    const { displayName } = this.sessions.definitionOf(connection.vendor).description;
    const steps: ConnectionTestStep[] = [];
    const failure = await this.run(session, steps);
    const outcome = failure === undefined ? 'ok' : failure.kind;
    return {
      success: failure === undefined,
      message: failure === undefined ? `${displayName} answers and the credentials work.` : failure.message,
      code: outcome,
      latencyMs: performance.now() - startedAt,
      checkedAt: session.clock.now(),
      steps,
    };
  }

  private async run(session: ReturnType<VendorSessions['openForTest']>, steps: ConnectionTestStep[]): Promise<VendorError | undefined> {
    try {
      for await (const step of this.sessions.definitionOf(session.connection.vendor).checkConnection(session)) steps.push(step);
      return undefined;
    } catch (error) {
      if (!(error instanceof VendorError)) throw error;
      if (steps.at(-1)?.ok !== false) steps.push({ name: error.operation, ok: false, detail: error.message });
      return error;
    }
  }
}
