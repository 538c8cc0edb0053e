import { Secret } from '../../../domain/shared/secret.js';
import { VendorError, type VendorErrorKind } from '../../../domain/shared/vendor-error.js';
import type { VendorRequest } from '../http/vendor-http.js';
import type { VendorSession } from '../vendor-definition.js';

/** A read of a fuel price vendor. */
export type FuelRead = Pick<VendorRequest, 'operation' | 'path' | 'query' | 'accepts'>;

/** How one vendor is asked. */
export interface FuelVendor {
  /** For people, at the start of a sentence: `HERE`. */
  readonly name: string;
  /** Where the API key travels: in a header, or in a parameter of the query. */
  readonly key: { readonly header: string } | { readonly parameter: string };
}

/** Reads a fuel price vendor with the tenant's API key. */
export class FuelClient {
  readonly #session: VendorSession;
  readonly #vendor: FuelVendor;

  constructor(session: VendorSession, vendor: FuelVendor) {
    this.#session = session;
    this.#vendor = vendor;
  }

  /** The body of a 2xx answer. Throws `VendorError`. */
  async read(read: FuelRead, signal?: AbortSignal): Promise<unknown> {
    const apiKey = this.#apiKey(read.operation);
    const { key } = this.#vendor;
    const answer = await this.#session.http.send({
      ...read,
      method: 'GET',
      ...('header' in key ? { secretHeaders: { [key.header]: apiKey } } : { secretQuery: { [key.parameter]: apiKey } }),
      ...(signal === undefined ? {} : { signal }),
    });
    return answer.body;
  }

  /** A failure we notice ourselves. `detail` is one sentence without secrets. */
  failure(kind: VendorErrorKind, operation: string, detail: string): VendorError {
    return new VendorError({ kind, vendor: this.#session.connection.vendor, operation, detail });
  }

  #apiKey(operation: string): Secret<string> {
    // A line break pasted along with the key would make a header illegal and a query wrong.
    const key = this.#session.connection.credentials['apiKey']?.reveal().trim() ?? '';
    if (!/^[\x21-\x7e]+$/.test(key)) {
      throw this.failure('credentials', operation, `${this.#vendor.name} needs an API key, and no usable one is stored: enter the key again.`);
    }
    return new Secret(key);
  }
}
