import type { ConnectionTester } from '../../application/integrations/ports/connection-tester.js';
import type { VendorConnection } from '../../application/integrations/ports/vendor-connection.js';
import type { ConnectionTestResult, ConnectionTestStep } from '../../domain/integrations/connection-test.js';
import { VendorError } from '../../domain/shared/vendor-error.js';
import { checkCertificate } from './doctor/check-certificate.js';
import { clockFinding } from './doctor/clock-skew.js';
import type { ClockReading } from './doctor/clock-skew.js';
import { ExaminedHttp } from './doctor/examined-http.js';
import type { FailedFinding, Finding, VendorAddress } from './doctor/finding.js';
import { reachVendor } from './doctor/reach-vendor.js';
import { resolveHost } from './doctor/resolve-host.js';
import { Deadline } from './http/deadline.js';
import type { EgressGuard } from './http/egress-guard.js';
import type { VendorSession } from './vendor-definition.js';
import type { VendorSessions } from './vendor-sessions.js';

/** All steps together. */
export const LONGEST_TEST_MS = 10_000;

/** A test that is going on: what is examined, until when, and what was found so far. */
interface Examination {
  readonly session: VendorSession;
  readonly address: VendorAddress;
  readonly signal: AbortSignal;
  readonly steps: ConnectionTestStep[];
  readonly readings: ClockReading[];
}

/**
 * Examines a connection from the outside to the inside: `dns`, `tls`, `reach`, the vendor's own steps (authentication, scopes,
 * sample reads) and `clock`. One attempt each, ten seconds in all; the first step that fails ends the test.
 */
export class VendorConnectionTester implements ConnectionTester {
  constructor(
    private readonly sessions: VendorSessions,
    private readonly guard: EgressGuard,
    private readonly longestMs: number = LONGEST_TEST_MS,
  ) {}

  async test(connection: VendorConnection): Promise<ConnectionTestResult> {
    const deadline = new Deadline(this.longestMs);
    try {
      return await this.examined(this.begin(connection, deadline.signal));
    } finally {
      deadline.release();
    }
  }

  private async examined(examination: Examination): Promise<ConnectionTestResult> {
    const startedAt = performance.now();
    const failure = await this.examine(examination);
    const { address, session, steps } = examination;
    return {
      success: failure === undefined,
      message: failure?.detail ?? `${address.vendor} answers and the credentials work.`,
      code: failure?.code ?? 'ok',
      latencyMs: performance.now() - startedAt,
      checkedAt: session.clock.now(),
      steps,
    };
  }

  private begin(connection: VendorConnection, signal: AbortSignal): Examination {
    const definition = this.sessions.definitionOf(connection.vendor);
    const limits = { maxAttempts: 1, attemptTimeoutMs: this.longestMs, operationDeadlineMs: this.longestMs };
    const session = this.sessions.openForTest(connection, limits);
    const address = { baseUrl: this.sessions.baseUrlOf(connection), vendor: definition.description.displayName, guard: this.guard };
    const readings: ClockReading[] = [];
    const http = new ExaminedHttp(session.http, session.clock, signal, readings);
    return { session: { ...session, http }, address, signal, steps: [], readings };
  }

  private async examine(examination: Examination): Promise<FailedFinding | undefined> {
    const { address, session, signal, steps, readings } = examination;
    return (
      noted('dns', await resolveHost(address, signal), steps)
      ?? noted('tls', await checkCertificate(address, session.clock.now(), signal), steps)
      ?? noted('reach', await this.reach(examination), steps)
      ?? (await this.askVendor(examination))
      ?? noted('clock', clockFinding(readings, address.vendor), steps)
    );
  }

  private async reach({ address, session, signal, readings }: Examination): Promise<Finding> {
    const { finding, reading } = await reachVendor(address, session.clock, signal);
    if (reading !== undefined) readings.push(reading);
    return finding;
  }

  private async askVendor({ session, steps }: Examination): Promise<FailedFinding | undefined> {
    try {
      for await (const step of this.sessions.definitionOf(session.connection.vendor).checkConnection(session)) steps.push(step);
      return undefined;
    } catch (error) {
      if (!(error instanceof VendorError)) throw error;
      if (steps.at(-1)?.ok !== false) steps.push({ name: error.operation, ok: false, detail: error.message });
      return { ok: false, code: error.kind, detail: error.message };
    }
  }
}

/** Writes a finding down. @returns it when it failed */
function noted(name: string, finding: Finding, steps: ConnectionTestStep[]): FailedFinding | undefined {
  steps.push({ name, ok: finding.ok, detail: finding.detail });
  return finding.ok ? undefined : finding;
}
