import { VendorError, type VendorErrorKind } from '../../../domain/shared/vendor-error.js';
import type { VendorRequest } from '../http/vendor-http.js';
import type { VendorSession } from '../vendor-definition.js';

/** A read of a vendor's API. */
export type VendorRead = Pick<VendorRequest, 'operation' | 'path' | 'query' | 'accepts'>;

/** What each request carries so that the vendor lets us in. */
export type Admission = Pick<VendorRequest, 'headers' | 'secretHeaders' | 'secretQuery'>;

/** Reads a vendor's API as a tenant. */
export class VendorClient {
  readonly #session: VendorSession;
  readonly #admission: () => Admission | string;

  /** @param admission a sentence where no usable credential is stored: then nothing is sent */
  constructor(session: VendorSession, admission: () => Admission | string) {
    this.#session = session;
    this.#admission = admission;
  }

  /** The body of a 2xx answer. Throws `VendorError`. */
  async read(read: VendorRead, signal?: AbortSignal): Promise<unknown> {
    const admission = this.#admission();
    if (typeof admission === 'string') throw this.failure('credentials', read.operation, admission);
    const answer = await this.#session.http.send({ ...read, method: 'GET', ...admission, ...(signal === undefined ? {} : { signal }) });
    return answer.body;
  }

  /** A failure we notice ourselves. `detail` is one sentence without secrets. */
  failure(kind: VendorErrorKind, operation: string, detail: string): VendorError {
    return failureAt(this.#session, kind, operation, detail);
  }
}

/** A failure that we notice ourselves. `detail` is one sentence without secrets. */
export function failureAt({ connection: { vendor } }: VendorSession, kind: VendorErrorKind, operation: string, detail: string): VendorError {
  return new VendorError({ kind, vendor, operation, detail });
}
