import type { ConnectionTestStep } from '../../../domain/integrations/connection-test.js';
import { VendorError, type VendorErrorKind } from '../../../domain/shared/vendor-error.js';
import { adviceOn, type Advice } from './connection-advice.js';
import type { VendorRead } from '../reading/vendor-client.js';
import { cleanText } from '../reading/wire-values.js';

/** The steps of a connection test as they happen. */
export type ConnectionSteps = AsyncGenerator<ConnectionTestStep, void, undefined>;

/** A read that tells whether a vendor answers as agreed. */
export interface SampleRead {
  readonly read: VendorRead;
  /** What a good answer tells; undefined when the answer is not what the contract says. */
  readonly found: (body: unknown) => string | undefined;
}

/** What a sample is read with: a vendor's client. */
export interface SampleReader {
  read(read: VendorRead): Promise<unknown>;
  failure(kind: VendorErrorKind, operation: string, detail: string): VendorError;
}

/**
 * One check after another, until one fails. `find` says what a check found or throws `VendorError`. A failed step is yielded
 * with what to do about it, and then thrown as the `VendorError` whose message is the same sentence.
 */
export async function* checkInTurn<Check extends { readonly name: string }>(
  checks: readonly Check[],
  find: (check: Check) => Promise<string>,
  advice: (check: Check) => Advice,
): ConnectionSteps {
  for (const check of checks) yield* stepOf(check.name, await outcomeOf(() => find(check), advice(check)));
}

/** What was found, or the failure with a sentence that says what to do. */
export async function outcomeOf(find: () => Promise<string>, advice: Advice): Promise<string | VendorError> {
  try {
    return await find();
  } catch (error) {
    if (error instanceof VendorError) return error.saying(adviceOn(error, advice));
    throw error;
  }
}

/** The step of an outcome. Throws the failure after it. */
export function* stepOf(name: string, outcome: string | VendorError): Generator<ConnectionTestStep, void, undefined> {
  if (typeof outcome === 'string') {
    yield { name, ok: true, detail: outcome };
  } else {
    yield { name, ok: false, detail: outcome.message };
    throw outcome;
  }
}

/** Reads a sample. Throws `VendorError`, `malformed` for an answer that is not what the contract says. */
export async function findIn(client: SampleReader, { read, found }: SampleRead): Promise<string> {
  const said = found(await client.read(read));
  if (said === undefined) throw client.failure('malformed', read.operation, 'The answer is not what the contract says.');
  return said;
}

/** Names whose account it is, where the vendor says so. */
export function connectedTo(name: unknown, unnamed: string): string {
  return typeof name === 'string' && name !== '' ? `Connected to ${cleanText(name, 100)}.` : unnamed;
}

/** What a list tells; undefined for a sentence about what is wrong with it. */
export function listFound(list: { readonly rows: readonly unknown[] } | string, readable: string, none: string): string | undefined {
  if (typeof list === 'string') return undefined;
  return list.rows.length > 0 ? `${readable}.` : `${readable}; there is ${none}.`;
}
