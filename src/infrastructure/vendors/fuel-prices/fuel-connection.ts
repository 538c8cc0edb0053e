import { VendorError } from '../../../domain/shared/vendor-error.js';
import { passingAdvice, refusalOf, type Advice } from '../connection/connection-advice.js';
import { findIn, outcomeOf, stepOf, type ConnectionSteps, type SampleRead } from '../connection/connection-checks.js';
import type { VendorClient } from '../reading/vendor-client.js';

/** What a connection test asks a fuel price vendor, and what it says about the answer. */
export interface FuelConnectionCheck extends SampleRead {
  /** For people, at the start of a sentence: `HERE`. */
  readonly name: string;
  /** What the sample read is called: `stations`. */
  readonly sample: string;
  /** What to do about a key that is not accepted (401), and about one that may not do this (403). */
  readonly newKey: string;
  readonly permission: string;
  /** What to do about an address that is not the vendor's. */
  readonly address: string;
  /** What to do about a vendor that stays away; to ask the vendor unless said otherwise. */
  readonly whenItLasts?: string;
}

/** One search tells whether the key is accepted and whether the answer can be read. */
export async function* checkFuelConnection(client: VendorClient, check: FuelConnectionCheck): ConnectionSteps {
  const outcome = await outcomeOf(() => findIn(client, check), adviceFor(check));
  if (outcome instanceof VendorError && outcome.kind === 'credentials') yield* stepOf('authentication', outcome);
  if (typeof outcome === 'string') yield* stepOf('authentication', `${check.name} accepts the API key.`);
  yield* stepOf(check.sample, outcome);
}

function adviceFor({ name, newKey, permission, address, whenItLasts = `ask ${name}` }: FuelConnectionCheck): Advice {
  return {
    ...passingAdvice({ vendor: name, credential: 'this key', whenItLasts }),
    credentials: ({ httpStatus }) => (httpStatus === 401 ? newKey : permission),
    rejected: ({ httpStatus }) => refusalOf(name, httpStatus, address),
    malformed: `${name} does not answer as agreed at this address. ${address}`,
  };
}
