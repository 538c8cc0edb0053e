import type { ConnectionTestStep } from '../../../domain/integrations/connection-test.js';
import { VendorError } from '../../../domain/shared/vendor-error.js';
import type { VendorSession } from '../vendor-definition.js';
import { isFields } from '../wire-values.js';
import { PemsClient } from './pems-client.js';

interface Check {
  readonly name: string;
  readonly operation: string;
  /** Throws `VendorError`. @returns what was found; undefined when the answer is not what was agreed */
  readonly run: (client: PemsClient, operation: string) => Promise<string | undefined>;
}

const CHECKS: readonly Check[] = [
  {
    name: 'health',
    operation: 'connection.health',
    run: async (client, operation) => {
      await client.checkHealth(operation);
      return 'PEMS is up and lets us in.';
    },
  },
  {
    name: 'records',
    operation: 'connection.records',
    run: async (client, operation) => found(await client.read({ operation, path: '/api/pems/pfa', query: { limit: 1 } })),
  },
];

const MALFORMED = 'This address does not answer like PEMS. Check the address of the integration: it ends before /api/pems.';

/**
 * Health with the credentials, then a read of one record. A failed step is yielded with what to do about it, and then
 * thrown as the `VendorError` whose message is the same sentence.
 */
export async function* checkPemsConnection(session: VendorSession): AsyncGenerator<ConnectionTestStep, void, undefined> {
  const client = new PemsClient(session);
  for (const check of CHECKS) {
    const outcome = await run(client, check);
    if (typeof outcome === 'string') {
      yield { name: check.name, ok: true, detail: outcome };
    } else {
      yield { name: check.name, ok: false, detail: outcome.message };
      throw outcome;
    }
  }
}

async function run(client: PemsClient, check: Check): Promise<string | VendorError> {
  try {
    return (await check.run(client, check.operation)) ?? client.failure('malformed', check.operation, MALFORMED);
  } catch (error) {
    if (!(error instanceof VendorError)) throw error;
    return advised(error, check);
  }
}

function found(body: unknown): string | undefined {
  if (!isFields(body) || !Array.isArray(body['records']) || body['nextCursor'] === undefined) return undefined;
  return body['records'].length > 0 ? 'Records can be read.' : 'Records can be read; the organization has none yet.';
}

/** The same failure with a sentence that says what to do. */
function advised(error: VendorError, check: Check): VendorError {
  return new VendorError({
    kind: error.kind,
    vendor: error.vendor,
    operation: error.operation,
    detail: adviceFor(error, check),
    ...(error.httpStatus === undefined ? {} : { httpStatus: error.httpStatus }),
    ...(error.retryAfterMs === undefined ? {} : { retryAfterMs: error.retryAfterMs }),
  });
}

function adviceFor(error: VendorError, { name }: Check): string {
  switch (error.kind) {
    case 'credentials':
      return refused(error, name);
    case 'rate-limited':
      return 'PEMS limits these credentials for the moment (other software uses them too?). Try again in a minute.';
    case 'unavailable':
      return 'PEMS could not be reached or is out of order. Try again; if it lasts, ask whoever runs your PEMS.';
    case 'timeout':
      return 'PEMS did not answer in time. Try again; if it lasts, check the address and the way out of your network.';
    case 'rejected':
      return rejected(error);
    case 'malformed':
      return MALFORMED;
  }
}

function refused({ httpStatus, message }: VendorError, step: string): string {
  if (httpStatus === undefined) return message;
  if (httpStatus === 401) return 'PEMS does not accept these credentials. Enter user name and password, or the token, again.';
  if (step === 'health') return 'PEMS knows these credentials but does not let them in. Check tenant and organization, or ask whoever runs your PEMS.';
  return 'PEMS does not let these credentials read records of the organization. Ask whoever runs your PEMS.';
}

function rejected({ httpStatus }: VendorError): string {
  if (httpStatus === 400) return 'PEMS refused the request. Check tenant and organization.';
  if (httpStatus === 404) return 'PEMS has no such path. Check the address of the integration: it ends before /api/pems.';
  return `PEMS refused the request (HTTP ${httpStatus ?? 'unknown'}). Check the address, tenant and organization.`;
}
