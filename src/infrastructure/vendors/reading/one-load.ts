import type { LoadObservation } from '../../../domain/fleet-data/load.js';
import { VendorError } from '../../../domain/shared/vendor-error.js';
import { UnsafePathPartError } from '../http/vendor-path.js';
import type { VendorClient } from './vendor-client.js';
import { idOf } from './wire-values.js';

/** Where a vendor has a load, and how its answer is read. */
export interface LoadAddress {
  /** Made with `vendorPath`. */
  readonly pathOf: (externalLoadId: string) => string;
  readonly observe: (body: unknown) => LoadObservation | undefined;
}

/**
 * One load by the vendor's id. Undefined when the vendor has none of it, and for an id that no load can have: then the vendor
 * is not asked. An answer about another load is refused: it would be stored under this one's id. Throws `VendorError`.
 */
export async function oneLoad(
  client: VendorClient,
  externalLoadId: string,
  { pathOf, observe }: LoadAddress,
  signal?: AbortSignal,
): Promise<LoadObservation | undefined> {
  const accepts = (body: unknown): boolean => observe(body)?.externalLoadId === externalLoadId;
  try {
    if (idOf(externalLoadId) === undefined) return undefined;
    return observe(await client.read({ operation: 'loads.one', path: pathOf(externalLoadId), accepts }, signal));
  } catch (error) {
    if (error instanceof UnsafePathPartError || (error instanceof VendorError && error.httpStatus === 404)) return undefined;
    throw error;
  }
}
