import type { ConnectionTestStep } from '../../../domain/integrations/connection-test.js';
import { VendorError } from '../../../domain/shared/vendor-error.js';
import type { FuelClient, FuelRead } from './fuel-client.js';

/** What a connection test asks a fuel price vendor, and what it says about the answer. */
export interface FuelConnectionCheck {
  /** For people, at the start of a sentence: `HERE`. */
  readonly name: string;
  /** What the sample read is called: `stations`. */
  readonly sample: string;
  readonly read: FuelRead;
  /** What a good answer tells; undefined when the answer is not what the contract says. */
  readonly found: (body: unknown) => string | undefined;
  /** What to do about a key that is not accepted (401), and about one that may not do this (403). */
  readonly newKey: string;
  readonly permission: string;
  /** What to do about an address that is not the vendor's. */
  readonly address: string;
}

/**
 * One search tells whether the key is accepted and whether the answer can be read. A failed step is yielded with what to do
 * about it, and then thrown as the `VendorError` whose message is the same sentence.
 */
export async function* checkFuelConnection(client: FuelClient, check: FuelConnectionCheck): AsyncGenerator<ConnectionTestStep, void, undefined> {
  const outcome = await run(client, check);
  if (outcome instanceof VendorError) {
    yield { name: outcome.kind === 'credentials' ? 'authentication' : check.sample, ok: false, detail: outcome.message };
    throw outcome;
  }
  yield { name: 'authentication', ok: true, detail: `${check.name} accepts the API key.` };
  yield { name: check.sample, ok: true, detail: outcome };
}

async function run(client: FuelClient, check: FuelConnectionCheck): Promise<string | VendorError> {
  try {
    const found = check.found(await client.read(check.read));
    return found ?? client.failure('malformed', check.read.operation, unlike(check));
  } catch (error) {
    if (!(error instanceof VendorError)) throw error;
    return advised(error, check);
  }
}

/** The same failure with a sentence that says what to do. */
function advised(error: VendorError, check: FuelConnectionCheck): VendorError {
  return new VendorError({
    kind: error.kind,
    vendor: error.vendor,
    operation: error.operation,
    detail: adviceFor(error, check),
    ...(error.httpStatus === undefined ? {} : { httpStatus: error.httpStatus }),
    ...(error.retryAfterMs === undefined ? {} : { retryAfterMs: error.retryAfterMs }),
  });
}

function adviceFor(error: VendorError, check: FuelConnectionCheck): string {
  const { name, address } = check;
  switch (error.kind) {
    case 'credentials':
      if (error.httpStatus === undefined) return error.message;
      return error.httpStatus === 401 ? check.newKey : check.permission;
    case 'rate-limited':
      return `${name} limits this key for the moment (other software uses it too?). Try again in a few minutes.`;
    case 'unavailable':
      return `${name} could not be reached or is out of order. Try again in a few minutes.`;
    case 'timeout':
      return `${name} did not answer in time. Try again; if it lasts, check the way out of your network.`;
    case 'rejected':
      return `${name} refused the request (HTTP ${error.httpStatus ?? 'unknown'}). ${address}`;
    case 'malformed':
      return unlike(check);
  }
}

function unlike({ name, address }: FuelConnectionCheck): string {
  return `${name} does not answer as agreed at this address. ${address}`;
}
